"""Marks of state secrets are found; sentences about secrets raise no alarm."""

import pytest

from units.documents.secrecy import has_secret_stamp, is_secret_abstract, is_secret_symbol


@pytest.mark.parametrize(
    "page",
    [
        "TỔNG LIÊN ĐOÀN\nMẬT\nSố: 12/BC-TLĐ",
        "TỔNG LIÊN ĐOÀN\nTỐI MẬT\nSố: 12/BC-TLĐ",
        "TUYỆT MẬT",
        "  T U Y Ệ T   M Ậ T  ",
        "TUYỆT\nMẬT\nSố 5",
        "[MẬT]",
        "| TỐI MẬT |",
        "ĐỘ MẬT: TUYỆT MẬT",
        "Độ mật".upper() + ": MẬT",
        "MẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỐI MẬT     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "MA\u0323\u0302T",
    ],
)
def test_a_stamp_is_found(page):
    assert has_secret_stamp(page)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "Về việc bảo mật thông tin",
        "QUY CHẾ BẢO MẬT",
        "QUY CHẾ VỀ BẢO\nMẬT THÔNG TIN",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC",
        "QUYẾT ĐỊNH VỀ DANH MỤC BÍ\nMẬT\nNHÀ NƯỚC",
        "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật, Mật",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT,\nTỐI MẬT",
        "Mật",
        "mật",
        "Tuyệt mật",
        "MẬT ONG RỪNG",
        "BÍ MẬT",
        "ĐỘ MẬT",
        "Thư ký giữ bí mật. MẬT khẩu phải đủ dài",
    ],
)
def test_a_sentence_is_no_stamp(page):
    assert not has_secret_stamp(page)


def test_a_mark_far_below_the_head_is_no_stamp():
    assert not has_secret_stamp("dòng\n" * 80 + "MẬT")


@pytest.mark.parametrize(
    "abstract",
    ["MẬT", "Về công tác nhân sự (MẬT)", "[TỐI MẬT] Về nhân sự", "Về nhân sự – TUYỆT MẬT",
     "Độ mật: TỐI MẬT", "Về nhân sự\nMẬT"],
)  # fmt: skip
def test_a_mark_in_the_abstract_is_found(abstract):
    assert is_secret_abstract(abstract)


@pytest.mark.parametrize(
    "abstract",
    [
        "Về việc bảo mật hệ thống thông tin",
        "QUY CHẾ BẢO MẬT",
        "Ban hành danh mục bí mật nhà nước độ Tuyệt mật",
        "BAN HÀNH DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT",
        "Hướng dẫn xác định độ mật: mật, tối mật, tuyệt mật",
        "PHÂN LOẠI TÀI LIỆU: MẬT, TỐI MẬT, TUYỆT MẬT",
        "Về việc giữ bí mật (mật khẩu)",
    ],
)
def test_an_abstract_about_secrets_is_no_secret(abstract):
    assert not is_secret_abstract(abstract)


@pytest.mark.parametrize("symbol", ["12/BC-TLĐ (MẬT)", "12-MẬT/BC", "05/TLĐ-Mật", "7/TỐI MẬT-TLĐ"])
def test_a_mark_in_the_symbol_is_found(symbol):
    assert is_secret_symbol(symbol)


@pytest.mark.parametrize("symbol", ["12/BC-M", "5/TM-TLĐ", "1197/TLĐ", "12/MAT-TLĐ", "6/BẢOMẬT"])
def test_letters_in_the_symbol_prove_nothing(symbol):
    assert not is_secret_symbol(symbol)
