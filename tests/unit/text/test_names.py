"""Names: which are possible, which are taken for another, and which belong to the house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.names import BadName, clashes, clean_name, is_reserved, name_key, reserved_with


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Mara_K", "Mara_K"),
        ("  Rolf   L ", "Rolf L"),
        ("Jürgen Groß", "Jürgen Groß"),
        ("Ju\u0308rgen", "Jürgen"),
        ("Олег", "Олег"),
        ("さくら花", "さくら花"),
        ("한글漢", "한글漢"),
        ("नमस्ते", "नमस्ते"),
        ("Dr.Müller", "Dr.Müller"),
        ("St.Pauli 1910", "St.Pauli 1910"),
        ("Anna-Lena", "Anna-Lena"),
        ("O'Neill", "O'Neill"),
        ("O’Neill", "O'Neill"),
        ("Rolf L.", "Rolf L."),
        ("J.-P. Müller", "J.-P. Müller"),
    ],
)
def test_good_names(raw: str, expected: str) -> None:
    assert clean_name(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("a", "too_short"),
        ("", "too_short"),
        ("x" * 31, "too_long"),
        ("Ma\u200bra", "invisible"),
        ("Mara\u202eK", "invisible"),
        ("Mara\u2066K", "invisible"),
        ("Ma\u00adra", "invisible"),
        ("Mara\nK", "invisible"),
        ("Mara\x00", "invisible"),
        ("Mar\u3164a", "invisible"),
        ("Ma\ufe0fra", "invisible"),
        ("Mara\U000e0041", "invisible"),
        ("Mara ✓", "characters"),
        ("Mara<b>", "characters"),
        ("mara@b", "characters"),
        ("http://x", "characters"),
        ("Ｍａｒａ", "characters"),
        ("𝐌𝐚𝐫𝐚", "characters"),
        ("ﬁnn", "characters"),
        ("Mara²", "characters"),
        ("Ma\u0316\u0317\u0318ra", "characters"),
        ("_Mara", "punctuation"),
        ("Mara 2.", "punctuation"),
        ("Mara-.", "punctuation"),
        ("Mara'", "punctuation"),
        ("'Mara", "punctuation"),
        ("O''Neill", "punctuation"),
        ("Mara K..", "punctuation"),
        ("Ma..ra", "punctuation"),
        ("-Mara-", "punctuation"),
        ("example.de", "address"),
        ("www.x", "address"),
        ("mail.example.com", "address"),
        ("besuch shop.online", "address"),
        ("Mаra", "mixed_scripts"),
        ("Μara", "mixed_scripts"),
        ("Maraさ", "mixed_scripts"),
    ],
)
def test_bad_names(raw: str, code: str) -> None:
    with pytest.raises(BadName) as caught:
        clean_name(raw)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara_K", "mara k"),
        ("Mara_K", "M.A.R.A.K"),
        ("Rolf L", "Rolf L."),
        ("O'Neill", "Oneill"),
        ("Jürgen", "Juergen"),
        ("Groß", "Gross"),
        ("Rolf", "R0lf"),
        ("Ilse", "llse"),
        ("Ilse", "1lse"),
        ("Bernd", "Bemd"),
        ("Uwe", "Uvve"),
        ("Mara", "Маrа"),
        ("Mara", "ΜΑRΑ"),
        ("BETA", "ВЕТА"),
        ("Mara", "Ｍａｒａ"),
        ("Mara", "𝕄𝕒𝕣𝕒"),
        ("Mara", "Ma\u200bra"),
        ("Rene", "René"),
        ("Soren", "Søren"),
        ("Hans", "ʜans"),
        ("Ida", "ıda"),
    ],
)
def test_look_alikes_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert clashes(name_key(one), ["Ole", other])


def test_different_names_do_not_clash() -> None:
    names = ["Mara", "Maria", "Rolf", "Ralf", "Jana", "Jonas", "Олег", "さくら"]
    assert len({name_key(name) for name in names}) == len(names)
    assert not clashes(name_key("Ole"), names)
    assert clashes(name_key("Svea-Brandt"), reserved_with("Zuruf", ["Ole Brandt", "Svea Brandt"]))


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.parametrize(
    "name",
    [
        *"admin Admin ADMIN admin1 Admin_2026 administrator moderator Mod team Support service staff zuruf system root".split(),
        *"kundenservice Kundendienst Hilfe offiziell official Mitarbeiter helpdesk postmaster".split(),
        *"4dmin adm1n m0d supp0rt 5upport 5y5t3m adrnin аdmin Αdmin ＡＤＭＩＮ 𝐚𝐝𝐦𝐢𝐧 ad\u200bmin Zürüf zuruf2".split(),
        *"ZurufTeam zuruf-team zurufteam Team_Zuruf MaraSupport Kundenservice-Anna A.d.m.i.n z_u_r_u_f TelcoTeam".split(),
        *(
            "A d m i n",
            "Ad'min",
            "Zuruf's",
            "Support.",
            "O'Support",
            "Das Team",
            "Anna vom Support",
            "Root 66",
            "Team 24",
            "Zuruf GmbH",
        ),
    ],
)
def test_reserved(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize(
    "name",
    [
        *"Mara_K Teamplayer Modesta Modem Stefan Steffi Steam Stafford Adam Admiral Rooter Tim Infos Nils Anna Hilfiger".split(),
        *("Rolf L", "Rolf L.", "O'Neill", "Maria Müller", "漢字", "123"),
    ],
)
def test_not_reserved(name: str) -> None:
    assert not is_reserved(name)


def test_the_house_may_reserve_more() -> None:
    assert is_reserved("Nordnetz Service", ["Nordnetz"])
    assert is_reserved("N0rdnetz", ["Nordnetz"])
    assert is_reserved("NordnetzTeam", ["Nordnetz", ""])
    assert not is_reserved("Nordlicht", ["Nordnetz"])
