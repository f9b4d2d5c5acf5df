"""Attacks on what is settled: versions, badges, and every row that is never changed or deleted."""

from tests.integration.attacks.statements import (
    LAST,
    NOW,
    Attack,
    a_draft,
    a_post,
    a_reading,
    a_release,
    a_revision,
    a_version,
    insert,
    rows,
)

FREEZING = (
    Attack(
        "two versions with one number",
        (a_version(number=1),),
        ("versions.uq_versions_draft_id_number",),
    ),
    Attack(
        "change the words of a version",
        ("UPDATE versions SET html = 'something else' WHERE id = :half_read_version",),
        ("versions.versions_redacted_only",),
    ),
    Attack(
        "change the target of a redacted version",
        (
            insert(
                "redactions",
                version_id=":read_version",
                redacted_by_id=":ada",
                reason="'raw'",
                redacted_at=NOW,
            ),
            "UPDATE versions SET asks_details = TRUE WHERE id = :read_version",
        ),
        ("versions.versions_redacted_only",),
    ),
    Attack(
        "call staff words a customer's",
        (a_version(by_staff="FALSE"),),
        ("versions.versions_staff_named",),
    ),
    Attack(
        "call a customer's words the staff's",
        (a_version(editor_id=":holger"),),
        ("versions.versions_staff_named",),
    ),
    Attack(
        "call staff words a customer's among many that are",
        (
            rows(
                a_version(draft_id="NULL", number=1, editor_id=":holger", by_staff="FALSE"),
                a_version(by_staff="FALSE"),
                a_version(draft_id="NULL", number=1, editor_id=":mara", by_staff="FALSE"),
            ),
        ),
        ("versions.versions_staff_named",),
    ),
    Attack(
        "call a staff draft a customer's",
        (a_draft(by_staff="FALSE", badge="NULL"),),
        ("drafts.drafts_staff_named",),
    ),
    Attack(
        "call a staff post a customer's",
        (
            a_version(draft_id="NULL", editor_id=":holger", by_staff="FALSE"),
            a_post(draft_id="NULL", by_staff="FALSE", badge="NULL"),
            a_revision(version_id=LAST.format("versions"), by_staff="FALSE", post_by_staff="FALSE"),
        ),
        ("posts.posts_staff_named",),
    ),
    Attack(
        "call a staff post a customer's among many that are",
        (
            a_version(draft_id="NULL", number=1, editor_id=":holger", by_staff="FALSE"),
            a_version(draft_id="NULL", number=1, editor_id=":mara", by_staff="FALSE"),
            rows(
                a_post(author_id=":mara", draft_id="NULL", by_staff="FALSE", badge="NULL"),
                a_post(number=91, place=91, draft_id="NULL", by_staff="FALSE", badge="NULL"),
            ),
            rows(
                a_revision(version_id=LAST.format("versions"), by_staff="FALSE", post_by_staff="FALSE"),
                a_revision(
                    post_id="(SELECT max(id) - 1 FROM posts)",
                    version_id="(SELECT max(id) - 1 FROM versions)",
                    by_staff="FALSE",
                    post_by_staff="FALSE",
                ),
            ),
        ),
        ("posts.posts_staff_named",),
    ),
    Attack(
        "publish a draft under another name",
        (a_reading(), a_release(), a_post(author_id=":ole"), a_revision(release_id=LAST.format("releases"))),
        ("posts.posts_staff_named",),
    ),
    Attack(
        "publish a draft with another badge",
        (
            a_reading(),
            a_release(),
            a_post(badge="'Board of directors'"),
            a_revision(release_id=LAST.format("releases")),
        ),
        ("posts.posts_staff_named",),
    ),
    Attack(
        "change a badge",
        ("UPDATE posts SET badge = 'Board of directors' WHERE id = :staff_post",),
        ("posts.posts_frozen",),
    ),
    Attack(
        "take a badge away",
        ("UPDATE posts SET badge = NULL, by_staff = FALSE WHERE id = :staff_post",),
        ("posts.posts_frozen", "post_revisions.fk_post_revisions_post"),
    ),
    Attack(
        "hang a badge on a customer's post",
        ("UPDATE posts SET badge = 'Team Kiel' WHERE id = :customers_reply",),
        ("posts.ck_posts_badge_is_staff", "posts.posts_frozen"),
    ),
    Attack(
        "put words into somebody's mouth",
        ("UPDATE posts SET author_id = :mara WHERE id = :customers_reply",),
        ("posts.posts_frozen",),
    ),
    Attack(
        "change the badge of a draft",
        ("UPDATE drafts SET badge = 'Board of directors' WHERE id = :waiting_draft",),
        ("drafts.drafts_frozen",),
    ),
    Attack(
        "hang a badge on a customer's draft",
        (a_draft(author_id=":holger", by_staff="FALSE"),),
        ("drafts.ck_drafts_badge_is_staff",),
    ),
    Attack(
        "hold a staff text past its reader",
        ("UPDATE drafts SET state = 'held' WHERE id = :waiting_draft",),
        ("drafts.ck_drafts_held_is_a_customers",),
    ),
    Attack(
        "hold a text for no known reason",
        ("UPDATE drafts SET held_because = 'mood' WHERE id = :waiting_draft",),
        ("drafts.ck_drafts_held_because",),
    ),
    Attack(
        "an edit of nothing",
        (a_draft(kind="'edit'"),),
        ("drafts.ck_drafts_edit_has_post",),
    ),
    Attack(
        "a reply to nothing",
        (a_draft(thread_id="NULL"),),
        ("drafts.ck_drafts_thread_is_new",),
    ),
    Attack(
        "edit a post in two drafts at once",
        (
            a_draft(kind="'edit'", post_id=":staff_post"),
            a_draft(kind="'edit'", post_id=":staff_post"),
        ),
        ("drafts.uq_drafts_open_edit",),
    ),
    Attack(
        "let a read version answer more",
        (insert("version_obligations", version_id=":half_read_version", obligation_id=":open"),),
        ("version_obligations.version_obligations_before_reading",),
    ),
    Attack(
        "let a read version answer something else",
        ("UPDATE version_obligations SET obligation_id = :open WHERE version_id = :half_read_version",),
        ("version_obligations.version_obligations_unchanged",),
    ),
    Attack(
        "let a read version answer less",
        ("DELETE FROM version_obligations WHERE version_id = :half_read_version",),
        ("version_obligations.version_obligations_kept",),
    ),
    Attack(
        "tag a read version",
        (
            insert("tags", slug="'raw'", name="'raw'"),
            insert("version_tags", version_id=":half_read_version", tag_id=LAST.format("tags")),
        ),
        ("version_tags.version_tags_before_reading",),
    ),
    Attack(
        "change the tag of a version",
        ("UPDATE version_tags SET tag_id = :other_tag WHERE version_id = :waiting_opening",),
        ("version_tags.version_tags_unchanged",),
    ),
    Attack(
        "take the tag off a version",
        ("DELETE FROM version_tags WHERE version_id = :waiting_opening",),
        ("version_tags.version_tags_kept",),
    ),
    Attack(
        "delete a version",
        (a_version(), f"DELETE FROM versions WHERE id = {LAST.format('versions')}"),
        ("versions.versions_kept",),
    ),
    Attack(
        "delete a draft",
        (a_draft(), f"DELETE FROM drafts WHERE id = {LAST.format('drafts')}"),
        ("drafts.drafts_kept",),
    ),
    Attack(
        "delete a post",
        (a_post(), f"DELETE FROM posts WHERE id = {LAST.format('posts')}"),
        ("posts.posts_kept",),
    ),
    Attack(
        "delete a release",
        (a_reading(), a_release(), f"DELETE FROM releases WHERE id = {LAST.format('releases')}"),
        ("releases.releases_kept",),
    ),
    Attack(
        "change a release",
        ("UPDATE releases SET rule = 'as we please' WHERE id = :release",),
        ("releases.releases_unchanged",),
    ),
    Attack(
        "delete a revision",
        ("DELETE FROM post_revisions WHERE post_id = :edited_post AND number = 1",),
        ("post_revisions.post_revisions_kept",),
    ),
    Attack(
        "change a revision",
        ("UPDATE post_revisions SET created_at = '2001-01-01' WHERE post_id = :staff_post",),
        ("post_revisions.post_revisions_unchanged",),
    ),
    Attack("delete from the audit log", ("DELETE FROM audit_log",), ("audit_log.audit_log_kept",)),
    Attack(
        "change the audit log",
        ("UPDATE audit_log SET act = 'nothing'",),
        ("audit_log.audit_log_unchanged",),
    ),
    Attack(
        "delete a redaction",
        (
            insert(
                "redactions",
                version_id=":read_version",
                redacted_by_id=":ada",
                reason="'raw'",
                redacted_at=NOW,
            ),
            "DELETE FROM redactions",
        ),
        ("redactions.redactions_kept",),
    ),
    Attack(
        "change a redaction",
        (
            insert(
                "redactions",
                version_id=":read_version",
                redacted_by_id=":ada",
                reason="'raw'",
                redacted_at=NOW,
            ),
            "UPDATE redactions SET reason = 'none'",
        ),
        ("redactions.redactions_unchanged",),
    ),
)
