"""Attacks on what the public reads: words of staff that nobody else has read, or read for another place."""

from tests.integration.attacks.statements import (
    LAST,
    Attack,
    a_post,
    a_reading,
    a_release,
    a_revision,
    a_thread,
    a_version,
    rows,
)

PUBLISHING = (
    Attack(
        "publish unread staff text",
        (a_post(), a_revision()),
        ("post_revisions.ck_post_revisions_staff_text_is_released",),
    ),
    Attack(
        "call staff text a customer's in the revision",
        (a_post(), a_revision(by_staff="FALSE")),
        (
            "post_revisions.fk_post_revisions_version",
            "post_revisions.ck_post_revisions_staff_post_has_staff_text",
        ),
    ),
    Attack(
        "call a staff post a customer's in the revision",
        (a_post(), a_revision(by_staff="FALSE", post_by_staff="FALSE")),
        ("post_revisions.fk_post_revisions_version", "post_revisions.fk_post_revisions_post"),
    ),
    Attack(
        "publish with another text's release",
        (a_post(), a_revision(release_id=":release")),
        ("post_revisions.fk_post_revisions_release",),
    ),
    Attack(
        "publish a customer's words under a staff badge",
        (
            a_version(draft_id="NULL", editor_id=":holger", by_staff="FALSE"),
            a_post(draft_id=":waiting_draft"),
            a_revision(version_id=LAST.format("versions"), by_staff="FALSE"),
        ),
        (
            "post_revisions.ck_post_revisions_staff_post_has_staff_text",
            "post_revisions.post_revisions_meant_for_this_post",
        ),
    ),
    Attack(
        "publish one text twice",
        (
            a_post(draft_id="NULL"),
            a_revision(version_id=":read_version", release_id=":release"),
        ),
        ("post_revisions.uq_post_revisions_version_id", "post_revisions.post_revisions_meant_for_this_post"),
    ),
    Attack(
        "publish one draft as two posts",
        (a_post(draft_id=":read_draft"),),
        ("posts.uq_posts_draft_id", "posts.fk_posts_current_revision"),
    ),
    Attack(
        "publish an approved reply in another thread",
        (
            a_reading(),
            a_release(),
            a_post(thread_id=":other"),
            a_revision(release_id=LAST.format("releases")),
        ),
        ("post_revisions.post_revisions_meant_for_this_post",),
    ),
    Attack(
        "publish an approved reply in another thread beside a customer's",
        (
            a_reading(),
            a_release(),
            a_version(draft_id="NULL", number=1, editor_id=":holger", by_staff="FALSE"),
            a_post(thread_id=":other"),
            a_post(number=91, place=91, author_id=":holger", by_staff="FALSE", badge="NULL", draft_id="NULL"),
            rows(
                a_revision(
                    version_id=LAST.format("versions"),
                    post_by_staff="FALSE",
                    by_staff="FALSE",
                ),
                a_revision(
                    post_id="(SELECT max(id) - 1 FROM posts)",
                    release_id=LAST.format("releases"),
                ),
            ),
        ),
        ("post_revisions.post_revisions_meant_for_this_post",),
    ),
    Attack(
        "publish an approved reply as the edit of a post",
        (
            a_reading(),
            a_release(),
            a_revision(
                post_id=":customers_reply",
                number=3,
                post_by_staff="FALSE",
                release_id=LAST.format("releases"),
            ),
        ),
        ("post_revisions.post_revisions_meant_for_this_post",),
    ),
    Attack(
        "open an approved thread in another board",
        (
            a_reading(version_id=":waiting_opening"),
            a_release(version_id=":waiting_opening", draft_id=":waiting_thread"),
            a_thread(title_release_id=LAST.format("releases"), board_id=":other_board"),
        ),
        ("threads.threads_opened_with_its_title",),
    ),
    Attack(
        "show the opening of one thread in another",
        (
            a_reading(version_id=":waiting_opening"),
            a_release(version_id=":waiting_opening", draft_id=":waiting_thread"),
            a_post(thread_id=":other", draft_id=":waiting_thread"),
            a_revision(version_id=":waiting_opening", release_id=LAST.format("releases")),
        ),
        ("post_revisions.post_revisions_meant_for_this_post",),
    ),
    Attack(
        "make another post's revision the live one",
        ("UPDATE posts SET current_revision = 7 WHERE id = :customers_reply",),
        ("posts.fk_posts_current_revision",),
    ),
    Attack(
        "put unread staff words into a title",
        (
            "UPDATE threads SET title = 'An unread announcement', title_version_id = :waiting_opening,"
            " title_by_staff = TRUE WHERE id = :thread",
        ),
        ("threads.ck_threads_staff_title_is_released", "threads.threads_title_of_its_question"),
    ),
    Attack(
        "call staff words of a title a customer's",
        (
            "UPDATE threads SET title = 'An unread announcement', title_version_id = :waiting_opening"
            " WHERE id = :thread",
        ),
        ("threads.fk_threads_title_by_staff", "threads.threads_title_of_its_question"),
    ),
    Attack(
        "show a title with another text's release",
        (
            "UPDATE threads SET title = 'An unread announcement', title_version_id = :waiting_opening,"
            " title_by_staff = TRUE, title_release_id = :release WHERE id = :thread",
        ),
        ("threads.fk_threads_title_release", "threads.threads_title_of_its_question"),
    ),
    Attack(
        "change a title without a version",
        ("UPDATE threads SET title = 'Written by nobody' WHERE id = :thread",),
        ("threads.fk_threads_title",),
    ),
    Attack(
        "show another thread's title",
        (
            "UPDATE threads SET title = (SELECT title FROM threads WHERE id = :other),"
            " title_version_id = (SELECT title_version_id FROM threads WHERE id = :other) WHERE id = :thread",
        ),
        ("threads.threads_title_of_its_question",),
    ),
    Attack(
        "open a thread with an unread title", (a_thread(),), ("threads.ck_threads_staff_title_is_released",)
    ),
    Attack("read one's own text", (a_reading(reader_id=":svea"),), ("readings.ck_readings_not_the_editor",)),
    Attack(
        "misstate the editor to read one's own text",
        (a_reading(editor_id=":ole", reader_id=":svea"),),
        ("readings.fk_readings_version",),
    ),
)
