"""The address of a retracted piece goes on answering: readers find out why it is gone."""

from wagtail.url_routing import RouteResult


class AnswersWhenRetracted:
    """Mixin of pages at whose address a retraction stands once they are unpublished."""

    def route(self, request, path_components):
        """Route to the retraction where there is one; else as any page, live or not."""
        from articles.corrections.queries import retraction_of

        if not path_components and not self.live:
            retraction = retraction_of(self)
            if retraction is not None:
                return RouteResult(self, kwargs={"retraction": retraction})
        return super().route(request, path_components)

    def serve(self, request, *args, retraction=None, **kwargs):
        """Answer with the retraction that the route found, else with the piece."""
        from articles.corrections.retracted_page import retraction_response

        if retraction is not None:
            return retraction_response(request, page=self, retraction=retraction)
        return super().serve(request, *args, **kwargs)
