"""Addresses of people, bodies and staffing below the admin."""

from django.urls import path

from .screens import appointments, bodies, export, people, person_forms, staffing


def addresses() -> list:
    """Return the patterns."""
    person, body, appointment = (
        "people/<int:person_id>/",
        "bodies/<int:body_id>/",
        "appointments/<int:appointment_id>/",
    )
    return [
        path("people/", people.PeopleListView.as_view(), name="people_list"),
        path("people/export/", export.PeopleExportView.as_view(), name="people_export"),
        path("people/add/", person_forms.PersonAddView.as_view(), name="person_add"),
        path(person, people.PersonView.as_view(), name="person_show"),
        path(f"{person}print/", people.PersonPrintView.as_view(), name="person_print"),
        path(f"{person}change/", person_forms.PersonChangeView.as_view(), name="person_change"),
        path(f"{person}account/", person_forms.PersonAccountView.as_view(), name="person_account"),
        path(f"{person}appoint/", appointments.PersonAppointView.as_view(), name="person_appoint"),
        path(
            f"{appointment}end/", appointments.EndAppointmentView.as_view(), name="appointment_end"
        ),
        path(
            f"{appointment}change/",
            appointments.ChangeAppointmentView.as_view(),
            name="appointment_change",
        ),
        path(
            f"{appointment}cancel/",
            appointments.CancelAppointmentView.as_view(),
            name="appointment_cancel",
        ),
        path("bodies/", bodies.BodyListView.as_view(), name="body_list"),
        path("bodies/add/", bodies.BodyAddView.as_view(), name="body_add"),
        path(f"{body}change/", bodies.BodyChangeView.as_view(), name="body_change"),
        path(f"{body}end/", bodies.BodyEndView.as_view(), name="body_end"),
        path(f"{body}appoint/", appointments.BodyAppointView.as_view(), name="body_appoint"),
        path("staffing/", staffing.StaffingView.as_view(), name="staffing"),
        path("staffing/export/", staffing.StaffingExportView.as_view(), name="staffing_export"),
    ]
