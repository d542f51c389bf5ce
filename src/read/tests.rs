//! Reading as a whole: bad input, and the layout of articles.

#![expect(clippy::expect_used, reason = "a test that cannot go on may panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use super::layout::{Given, lay_out};
use super::*;
use crate::calendar::Interval;

fn words() -> Arc<LayoutWords> {
    Arc::new(LayoutWords::builtin().expect("the file as shipped"))
}

fn options() -> ReadOptions {
    ReadOptions::new(words())
}

/// Lays a text out and prints `Kind: text` lines, line ends inside as `⏎`.
fn shown_layout(text: &str, format: Format) -> String {
    let layout = lay_out(text, Given::default(), format, &words());
    shown_blocks(text, &layout.blocks)
}

fn shown_blocks(text: &str, blocks: &[Block]) -> String {
    let mut shown = String::new();
    for block in blocks {
        let text = block.span.of(text).replace('\n', "⏎");
        let _ = writeln!(shown, "{:?}: {text}", block.kind);
    }
    shown
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(
        shown_layout(text, Format::Plain).trim_end(),
        expected.trim()
    );
}

#[track_caller]
fn check_markdown(text: &str, expected: &str) {
    assert_eq!(
        shown_layout(text, Format::Markdown).trim_end(),
        expected.trim()
    );
}

#[test]
fn headline_byline_and_publication_lines_open_an_article() {
    check(
        "Harbour reopens after storm\nBy Ann Doe and Carl Roe\nPublished: 3 March 2021\nUpdated 10:05 AM GMT, Thu March 4, 2021\n\nThe harbour reopened on Wednesday.\nShips left at noon.",
        "Headline: Harbour reopens after storm
Byline: By Ann Doe and Carl Roe
Publication: Published: 3 March 2021
Publication: Updated 10:05 AM GMT, Thu March 4, 2021
Paragraph: The harbour reopened on Wednesday.
Paragraph: Ships left at noon.",
    );
    check(
        "Ann Doe, Reuters\nThe harbour reopened.",
        "Byline: Ann Doe, Reuters\nParagraph: The harbour reopened.",
    );
}

#[test]
fn a_first_paragraph_is_no_headline() {
    check(
        "The harbour reopened on Wednesday",
        "Paragraph: The harbour reopened on Wednesday",
    );
    check(
        "The harbour reopened on Wednesday.\nShips left.",
        "Paragraph: The harbour reopened on Wednesday.\nParagraph: Ships left.",
    );
    check(
        "The harbour, which was closed by a storm on Sunday night, reopened\non Wednesday after inspections.\nShips left.",
        "Paragraph: The harbour, which was closed by a storm on Sunday night, reopened⏎on Wednesday after inspections.\nParagraph: Ships left.",
    );
}

#[test]
fn datelines_are_cut_off() {
    check(
        "Bergen, Norway – The harbour reopened.",
        "Dateline: Bergen, Norway –\nParagraph: The harbour reopened.",
    );
    check(
        "NAIROBI, Kenya (AP) _\n\nThe market burned.",
        "Dateline: NAIROBI, Kenya (AP) _\nParagraph: The market burned.",
    );
    check(
        "OSLO (Reuters) - Ships left.",
        "Dateline: OSLO (Reuters) -\nParagraph: Ships left.",
    );
    check(
        "PARIS — Ships left.",
        "Dateline: PARIS —\nParagraph: Ships left.",
    );
    check(
        "OSLO, May 3, 2011 (Reuters) – Ships left.",
        "Dateline: OSLO, May 3, 2011 (Reuters) –\nParagraph: Ships left.",
    );
    check(
        "The mayor – who was ill – stayed at home.",
        "Paragraph: The mayor – who was ill – stayed at home.",
    );
    check(
        "Ships - all of them - left.",
        "Paragraph: Ships - all of them - left.",
    );
}

#[test]
fn odd_datelines_and_what_only_looks_like_one() {
    check(
        "DAYTON, N.J. _ A bridge closed.",
        "Dateline: DAYTON, N.J. _\nParagraph: A bridge closed.",
    );
    check(
        "DAYTON _\n\nA bridge closed.",
        "Dateline: DAYTON _\nParagraph: A bridge closed.",
    );
    check(
        "Ships, Crews, Cargo - A Century Ends\nA bridge closed.",
        "Headline: Ships, Crews, Cargo - A Century Ends\nParagraph: A bridge closed.",
    );
}

#[test]
fn readers_comments_are_told_by_their_stamps() {
    check(
        "The harbour reopened.\nAt 9:30 p.m. on 3 June 2010 a ship left.\nAt 9:05 am on 03 Jun 2010, reader7 wrote: Good.\nAt last.",
        "Paragraph: The harbour reopened.
Paragraph: At 9:30 p.m. on 3 June 2010 a ship left.
Furniture: At 9:05 am on 03 Jun 2010, reader7 wrote: Good.
Furniture: At last.",
    );
}

#[test]
fn cross_heads_stand_between_paragraphs() {
    check(
        "The harbour reopened.\n‘A long night for all of us’\nShips left at noon.\nA slow return\nShops opened.",
        "Paragraph: The harbour reopened.
CrossHead: ‘A long night for all of us’
Paragraph: Ships left at noon.
CrossHead: A slow return
Paragraph: Shops opened.",
    );
}

#[test]
fn wrapped_lines_are_one_block() {
    check(
        "The storm that closed the harbour on Sunday\nnight has passed, said the pilot and Captain\nAnn Doe. Ships that waited off the coast may\nenter from noon on. The pilot service asked\nmasters to call ahead.\n\nTwo ferries were damaged, and one of them, the\nNorth Star, will not sail this week. Its owner\nsaid that repairs had begun.",
        "Paragraph: The storm that closed the harbour on Sunday⏎night has passed, said the pilot and Captain⏎Ann Doe. Ships that waited off the coast may⏎enter from noon on. The pilot service asked⏎masters to call ahead.
Paragraph: Two ferries were damaged, and one of them, the⏎North Star, will not sail this week. Its owner⏎said that repairs had begun.",
    );
    check(
        "“We waited all night.\nNobody came.”\nThe mayor\nof the town agreed.",
        "Paragraph: “We waited all night.⏎Nobody came.”\nParagraph: The mayor⏎of the town agreed.",
    );
}

#[test]
fn furniture_is_told_from_prose() {
    check(
        "The harbour reopened.\n10.32am: Ships left.\n[Update 2:15 p.m. ET] More ships left.\nRelated video\nRead more: The storm in pictures\nAnn Doe contributed to this report.\n(Reporting by Ann Doe; Editing by Carl Roe)\nOur standards apply.",
        "Paragraph: The harbour reopened.
Furniture: 10.32am:
Paragraph: Ships left.
Furniture: [Update 2:15 p.m. ET]
Paragraph: More ships left.
Furniture: Related video
Furniture: Read more: The storm in pictures
Furniture: Ann Doe contributed to this report.
Furniture: (Reporting by Ann Doe; Editing by Carl Roe)
Furniture: Our standards apply.",
    );
    check(
        "The harbour reopened.\nLeave a Reply\nGreat news!\n2 comments\nAt last.",
        "Paragraph: The harbour reopened.
Furniture: Leave a Reply
Furniture: Great news!
Furniture: 2 comments
Furniture: At last.",
    );
    check(
        "The harbour reopened.\nShare this burden, the mayor told them, and the town will stand.\nRelated firms closed.",
        "Paragraph: The harbour reopened.\nParagraph: Share this burden, the mayor told them, and the town will stand.\nParagraph: Related firms closed.",
    );
}

#[test]
fn speaker_labels_of_transcripts_are_furniture() {
    check(
        "THIS IS A RUSH TRANSCRIPT.\nANN DOE, EXAMPLE ANCHOR: Good evening.\nCARL ROE (voice-over): The harbour is open.\nDOE: Is it?\n(CROSSTALK)\nROE: It is.",
        "Furniture: THIS IS A RUSH TRANSCRIPT.
Furniture: ANN DOE, EXAMPLE ANCHOR:
Paragraph: Good evening.
Furniture: CARL ROE (voice-over):
Paragraph: The harbour is open.
Furniture: DOE:
Paragraph: Is it?
Furniture: (CROSSTALK)
Furniture: ROE:
Paragraph: It is.",
    );
    check(
        "The harbour reopened.\nNEW: Ships left.",
        "Paragraph: The harbour reopened.\nParagraph: NEW: Ships left.",
    );
}

#[test]
fn the_last_line_without_a_stop_is_no_prose() {
    let body = "Oslo's harbour has reopened.\n\nShips left.\n\nShops opened.\n\nTrains ran.\n\nSchools stayed shut.\n\nBuses are due on Monday.\n\n";
    let shown = |end: &str| {
        let shown = shown_layout(&format!("{body}{end}"), Format::Plain);
        shown.trim_end().lines().last().map(str::to_owned)
    };
    let last = |end: &str| shown(end).unwrap_or_default();
    let teaser = "Clear rules for a trading floor that never sleeps";
    assert_eq!(last(teaser), format!("Furniture: {teaser}"));
    assert_eq!(last("Ferries sail."), "Paragraph: Ferries sail.");
    assert_eq!(last("“Ferries sail”"), "Paragraph: “Ferries sail”");
}

#[test]
fn letters_follow_a_closed_debate() {
    check(
        "The harbour reopened.\nShips left.\nThis debate is now closed.\nWell done them, I say.",
        "Paragraph: The harbour reopened.\nParagraph: Ships left.\nFurniture: This debate is now closed.\nFurniture: Well done them, I say.",
    );
    check(
        "The harbour reopened.\n-- (Update 2:15 p.m. ET) Ships left.",
        "Paragraph: The harbour reopened.\nFurniture: -- (Update 2:15 p.m. ET)\nParagraph: Ships left.",
    );
}

#[test]
fn captions_come_from_pictures_and_credits() {
    check(
        "The harbour reopened.\n![A ship in 2013.[Town photo]](a.jpg)\nShips left.",
        "Paragraph: The harbour reopened.\nCaption: A ship in 2013.\nParagraph: Ships left.",
    );
    check(
        "A ship leaves the harbour.\nPhotograph: Ann Doe/Reuters The harbour reopened.",
        "Caption: A ship leaves the harbour.\nFurniture: Photograph: Ann Doe/Reuters\nParagraph: The harbour reopened.",
    );
}

#[test]
fn quotations_that_only_repeat_are_pull_quotes() {
    check(
        "The ferries will not sail before Friday because of the ice, the owner said.\n“The ferries will not sail before Friday because of ice.”\nShops closed.\n“We had never seen so much ice in the harbour before.”",
        "Paragraph: The ferries will not sail before Friday because of the ice, the owner said.
PullQuote: “The ferries will not sail before Friday because of ice.”
Paragraph: Shops closed.
Paragraph: “We had never seen so much ice in the harbour before.”",
    );
}

#[test]
fn markdown_marks_are_no_text() {
    check_markdown(
        "# Harbour reopens\n\nBy Ann Doe\n\nThe harbour reopened.\n\n## A slow return\n\n- Ships left\n- Shops opened\n\n> “At last.”\n\n***\n\n```\ncode\n```\n",
        "Headline: Harbour reopens
Byline: By Ann Doe
Paragraph: The harbour reopened.
CrossHead: A slow return
Paragraph: Ships left
Paragraph: Shops opened
Paragraph: “At last.”
Furniture: ***
Furniture: ```
Furniture: code
Furniture: ```",
    );
}

#[track_caller]
fn check_citations(text: &str, citations: &[&str], has_list: bool) {
    let layout = lay_out(text, Given::default(), Format::Plain, &words());
    let found: Vec<_> = layout.citations.iter().map(|span| span.of(text)).collect();
    assert_eq!(found, citations, "{text}");
    assert_eq!(layout.has_reference_list, has_list, "{text}");
}

#[test]
fn citations_and_their_list() {
    check_citations(
        "Ships left [1, 2]. They [sic] sank [3][4] in [2010].",
        &["[1, 2]", "[3]", "[4]"],
        false,
    );
    check_citations(
        "Ships left [1-3]; see [4](http://a.example) and ![5](a.png).",
        &["[1-3]"],
        false,
    );
    check_citations(
        "Ships left [1].\nMany sank.\nSome stayed.\nReferences\n[1] A. Doe, Ships.",
        &["[1]"],
        true,
    );
    check_citations("Ships left [1].\n\n[1] A. Doe, Ships.", &["[1]"], true);
    check_citations(
        "Ships left [1].\n\n1. https://a.example/ships",
        &["[1]"],
        true,
    );
    check_citations(
        "Ships left [1].\n\n[1]: https://a.example/ships",
        &["[1]"],
        true,
    );
    check_citations("Ships left [1].\nSources: A. Doe, Ships", &["[1]"], true);
    check_citations("Ships left [1].\nThe sources stayed.", &["[1]"], false);
}

/// Writes the files into a new folder.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

/// Reads paths of a folder and prints what was read and what was not, the folder's own path left aside.
fn shown_corpus(folder: &Path, paths: &[&str]) -> String {
    let inputs: Vec<PathBuf> = paths.iter().map(|path| folder.join(path)).collect();
    let own = format!("{}/", folder.display());
    let shown = match articles(&inputs, &options()) {
        Err(error) => format!("error: {error}"),
        Ok(corpus) => {
            let mut lines = Vec::new();
            for (i, article) in corpus.articles.iter().enumerate() {
                assert_eq!(article.source.idx(), i);
                let date = match article.published {
                    Interval::ALWAYS => String::new(),
                    day => format!(" ({day})"),
                };
                lines.push(format!(
                    "{}{date}: {}",
                    article.path,
                    article.text.replace('\n', "⏎")
                ));
            }
            for skipped in &corpus.incomplete {
                let place = skipped.place.map_or(String::new(), |(line, column)| {
                    format!(" at {line}:{column}")
                });
                let excerpt = skipped
                    .excerpt
                    .as_ref()
                    .map_or(String::new(), |text| format!(" «{text}»"));
                lines.push(format!(
                    "! {}: {}{place}{excerpt}",
                    skipped.path, skipped.reason
                ));
            }
            lines.join("\n")
        }
    };
    shown
        .replace(&own, "")
        .replace(folder.to_str().expect("a path"), ".")
}

#[track_caller]
fn check_corpus(files: &[(&str, &[u8])], paths: &[&str], expected: &str) {
    let folder = folder(files);
    assert_eq!(shown_corpus(folder.path(), paths), expected);
    let mut reversed = paths.to_vec();
    reversed.reverse();
    assert_eq!(shown_corpus(folder.path(), &reversed), expected);
}

#[test]
fn folders_are_searched_and_ignore_files_honoured() {
    let files: &[(&str, &[u8])] = &[
        ("b.txt", b"B."),
        ("a/c.md", b"C."),
        ("a/d.html", b"D."),
        ("a/e.txt", b"E."),
        ("a/f.txt", b"F."),
        (".hidden.txt", b"H."),
        (".gitignore", b"e.txt\n"),
        ("a/.gainsayignore", b"f.txt\n"),
    ];
    check_corpus(files, &[""], "a/c.md: C.\nb.txt: B.");
    check_corpus(
        files,
        &["", "b.txt", "b.txt", "a/d.html", "a/e.txt"],
        "a/c.md: C.\na/d.html: D.\na/e.txt: E.\nb.txt: B.",
    );
}

#[test]
fn what_is_not_there_is_told() {
    check_corpus(
        &[("a.txt", b"A.")],
        &["a.txt", "no.txt"],
        "a.txt: A.\n! no.txt: no such file or folder",
    );
    check_corpus(
        &[],
        &["no.txt", "none"],
        "error: no such file or folder: `no.txt`, `none`",
    );
    check_corpus(&[("x/a.html", b"A.")], &["x"], "error: no article in `x`");
    check_corpus(
        &[("x/a.html", b"A."), ("b.txt", b"B.")],
        &["x", "b.txt"],
        "b.txt: B.\n! x: the folder holds no .txt, .md or .jsonl file",
    );
    assert_eq!(
        articles(&[], &options()).map(|_| ()),
        Err(ReadError::NoInput)
    );
}

#[test]
fn empty_articles_are_read() {
    check_corpus(
        &[
            ("a.txt", b""),
            ("b.txt", b"\n \n"),
            ("c.txt", b"Leave a Reply\n"),
        ],
        &[""],
        "a.txt: \nb.txt: ⏎ ⏎\nc.txt: Leave a Reply⏎",
    );
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    check_corpus(
        &[
            ("a.txt", b"A.\nna\xefve.\n"),
            ("b.txt", b"B\0."),
            ("c.txt", b"\xef\xbb\xbfC."),
        ],
        &[""],
        "c.txt: \u{feff}C.\n! a.txt: not UTF-8 at byte 5 at 2:3 «na\u{fffd}ve.»\n! b.txt: NUL byte at byte 1 at 1:2 «B\0.»",
    );
    let layout = lay_out("\u{feff}C.", Given::default(), Format::Plain, &words());
    assert_eq!(
        shown_blocks("\u{feff}C.", &layout.blocks),
        "Paragraph: C.\n"
    );
}

#[test]
fn articles_over_the_limit_are_skipped() {
    let mut long = vec![b'a'; 50 * 1024 * 1024];
    check_corpus(
        &[("a.txt", &long), ("b.txt", b"B.")],
        &[""],
        "b.txt: B.\n! a.txt: longer than 16 MiB, which no article is",
    );
    long.extend_from_slice(b"\n{\"text\":\"B.\"}");
    check_corpus(
        &[("a.jsonl", &long)],
        &[""],
        "a.jsonl#2: B.\n! a.jsonl:1: longer than 16 MiB, which no article is at 1:1",
    );
}

#[cfg(unix)]
#[test]
fn loops_of_links_end() {
    let folder = folder(&[("a/b.txt", b"B.")]);
    std::os::unix::fs::symlink(folder.path().join("a"), folder.path().join("a/loop"))
        .expect("a link");
    let shown = shown_corpus(folder.path(), &["a"]);
    assert!(
        shown.starts_with("a/b.txt: B.\n! a/loop: file system loop"),
        "{shown}"
    );
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", b"A."), ("b.txt", b"B.")]);
    let path = folder.path().join("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    // The superuser may read everything.
    if fs::read(&path).is_err() {
        assert_eq!(
            shown_corpus(folder.path(), &[""]),
            "b.txt: B.\n! a.txt: permission denied"
        );
    }
}

#[test]
fn records_are_articles() {
    check_corpus(
        &[(
            "a.jsonl",
            "\u{feff}{\"id\":\"x\",\"title\":\"Storm\",\"published\":\"2021-03-03\",\"text\":\"Ships left.\"}\r\n\n{\"id\":7,\"title\":null,\"text\":\"B.\",\"more\":[1]}\n{\"text\":\"C.\",\"published\":\"3 March 2021\"}\n{\"id\":\"e\",\"text\":\"\",\"published\":\"2021-03\"}".as_bytes(),
        )],
        &["a.jsonl"],
        "a.jsonl#4 (3 March 2021): C.\na.jsonl#7: B.\na.jsonl#e (March 2021): \na.jsonl#x (3 March 2021): Storm⏎⏎Ships left.",
    );
}

#[test]
fn broken_records_are_skipped_and_the_others_read() {
    let file = "{\"text\":\"A.\"}\n{\"text\": oops}\n{\"id\":\"é\",\"title\":\"T\"}\n{\"text\":5}\n{\"id\":\"1\",\"text\":\"again\"}\n[1]\n{\"id\":\"d\",\"text\":\"D.\",\"published\":\"soon\"}\n{\"text\":\"N\\u0000\"}\n{\"id\":true,\"text\":\"\"}\n";
    check_corpus(
        &[("a.jsonl", file.as_bytes())],
        &["a.jsonl"],
        "a.jsonl#1: A.
a.jsonl#d: D.
! a.jsonl:2: not JSON: expected value at 2:10 «{\"text\": oops}»
! a.jsonl:3: not an article: missing field `text` at 3:22 «{\"id\":\"é\",\"title\":\"T\"}»
! a.jsonl:4: not an article: invalid type: integer `5`, expected a string at 4:9 «{\"text\":5}»
! a.jsonl:5: the id `1` is already that of line 1 at 5:2 «{\"id\":\"1\",\"text\":\"again\"}»
! a.jsonl:6: not an article: expected an object at 6:1 «[1]»
! a.jsonl:7: `published` is no date: `soon`; the article is checked without one at 7:1
! a.jsonl:8: NUL character in the record at 8:11 «{\"text\":\"N\\u0000\"}»
! a.jsonl:9: not an article: invalid type: boolean `true`, expected a string or an integer at 9:10 «{\"id\":true,\"text\":\"\"}»",
    );
    check_corpus(
        &[("a.jsonl", b"{\"text\":\"\xff\"}")],
        &[""],
        "! a.jsonl:1: not UTF-8 at byte 9 of the line at 1:10 «{\"text\":\"\u{fffd}\"}»",
    );
    check_corpus(
        &[("a.jsonl", b"\n")],
        &["a.jsonl"],
        "error: no article in `a.jsonl`",
    );
}

#[test]
fn standard_input_is_one_article_or_records() {
    let mut options = options();
    options.stdin = Some(b"{\"id\":3,\"text\":\"# A\"}".to_vec());
    let paths = |options: &ReadOptions| -> Vec<String> {
        let corpus =
            articles(&[PathBuf::from("-"), PathBuf::from("-")], options).expect("an input");
        corpus
            .articles
            .into_iter()
            .map(|article| article.path)
            .collect()
    };
    assert_eq!(paths(&options), ["-"]);
    options.stdin_format = StdinFormat::Jsonl;
    assert_eq!(paths(&options), ["-#3"]);
}

/// Reads one file and prints its date, outlet, blocks and what was wrong.
fn shown_file(name: &str, text: &str) -> String {
    let folder = folder(&[(name, text.as_bytes()), ("pictures/a b.png", b"abc")]);
    let corpus = articles(&[folder.path().join(name)], &options()).expect("an input");
    let article = corpus.articles.first().expect("an article");
    let mut wrong = String::new();
    for skipped in &corpus.incomplete {
        let _ = writeln!(wrong, "! {} {:?}", skipped.reason, skipped.place);
    }
    let span = article
        .published_span
        .map_or("", |span| span.of(&article.text));
    let publisher = article.publisher.as_deref().unwrap_or("-");
    let hashes: String = article
        .pictures
        .iter()
        .filter_map(|picture| picture.content_hash.as_deref())
        .collect();
    let blocks = shown_blocks(&article.text, &article.blocks);
    format!(
        "{} «{span}» {publisher} {hashes}\n{blocks}{wrong}",
        article.published
    )
}

#[test]
fn front_matter_states_title_date_and_publisher() {
    assert_eq!(
        shown_file(
            "a.md",
            "---\ntitle: \"Harbour reopens\"\ndate: 2021-03-03\nauthor: Ann Doe\npublisher: The Example\ntags: [a, b]\n---\nPublished: 9 March 2021\n\nShips left.\n"
        ),
        "3 March 2021 «2021-03-03» The Example \nFurniture: ---\nHeadline: Harbour reopens\nPublication: 2021-03-03\nFurniture: author: Ann Doe\nFurniture: publisher: The Example\nFurniture: tags: [a, b]\nFurniture: ---\nPublication: Published: 9 March 2021\nParagraph: Ships left.\n"
    );
    let shown = shown_file("a.md", "---\ntitle: [\n---\nShips left.\n");
    assert!(
        shown.contains("Paragraph: Ships left.\n! front matter: "),
        "{shown}"
    );
    let shown = shown_file("a.md", "---\ndate: soon\n---\nShips left.\n");
    assert!(
        shown.contains(
            "! front matter: `soon` is no date; the article is checked without one Some((2, 7))"
        ),
        "{shown}"
    );
}

#[test]
fn publication_dates_are_stated_or_unknown() {
    let cases = [
        (
            "Storm\n3 June 2025•Update: 4 June 2025\nShips left.",
            "3 June 2025 «3 June 2025»",
        ),
        (
            "Storm\nUpdated 10:32 AM ET, Mon May 2, 2011\nShips left.",
            "2 May 2011 «Mon May 2, 2011»",
        ),
        (
            "OSLO, May 3, 2011 (Reuters) – Ships left.",
            "3 May 2011 «May 3, 2011»",
        ),
        ("OSLO, May 3 (Reuters) – Ships left.", "any day «»"),
        (
            "According to a report on Thursday, May 21, 2020, ships left.",
            "any day «»",
        ),
        (
            "Ships left.\n![A ship on June 26, 2013](a.jpg)",
            "any day «»",
        ),
        (
            "Ships left.\nMore left.\nThis article was published on 4 May 2012.",
            "4 May 2012 «4 May 2012»",
        ),
    ];
    for (text, expected) in cases {
        let shown = shown_file("a.txt", text);
        assert!(shown.starts_with(expected), "{text}: {shown}");
    }
}

#[test]
fn pictures_in_local_files_are_hashed() {
    let shown = shown_file(
        "a.txt",
        "Ships.\n![A](pictures/a%20b.png) ![B](none.png) ![C](https://a.example/c.png)",
    );
    let sha256_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert!(shown.contains(sha256_of_abc), "{shown}");
}

/// One letter a block, in order: `B`yline, `D`ateline and so on; `X` cross-head, `Q` pull quote, `U` publication.
fn letters(article: &Article) -> String {
    let letter = |block: &Block| match block.kind {
        BlockKind::Headline => 'H',
        BlockKind::Byline => 'B',
        BlockKind::Dateline => 'D',
        BlockKind::Publication => 'U',
        BlockKind::CrossHead => 'X',
        BlockKind::Paragraph => 'P',
        BlockKind::PullQuote => 'Q',
        BlockKind::Caption => 'C',
        BlockKind::Furniture => 'F',
    };
    article.blocks.iter().map(letter).collect()
}

#[test]
fn the_seed_articles_have_their_layout() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let corpus = articles(&[seeds], &options()).expect("the seeds");
    let shown: Vec<_> = corpus
        .articles
        .iter()
        .map(|article| {
            let n_citations = article.citations.len();
            format!(
                "{} {} {n_citations} {}",
                letters(article),
                article.published,
                article.has_reference_list
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "BUPPPPPPPXPPPPPPPPPPPP 25 May 2026 0 false",
            "PPXPPXPPXP any day 0 false",
            "DPPPPPXPPPPPXPPPPPXPPPPP any day 0 false",
            "HPPPPPPPPPPFFF any day 0 false",
            "PPPPPPQPC any day 8 false",
        ]
    );
    let picture = corpus
        .articles
        .iter()
        .find_map(|article| Some((article, article.pictures.first()?)));
    let (article, picture) = picture.expect("the last seed's picture");
    let of = |span: Option<Span>| span.map_or("", |span| span.of(&article.text));
    assert!(of(picture.caption).ends_with("2013."));
    assert!(of(picture.credit).starts_with("State Department"));
    assert!(
        picture
            .file_name
            .as_ref()
            .is_some_and(|name| name.ends_with("_(3).jpg"))
    );
    assert_eq!(
        corpus
            .articles
            .first()
            .and_then(|article| article.publisher.as_deref()),
        Some("Anadolu")
    );
}

use crate::span::Span;

fn assert_in_order(text: &str, format: Format) {
    let layout = lay_out(text, Given::default(), format, &words());
    let mut end = 0;
    for block in &layout.blocks {
        let range = block.span.range();
        let inside = text
            .get(range.clone())
            .expect("a span on character boundaries");
        assert!(
            range.start >= end && !inside.is_empty(),
            "{:?}",
            layout.blocks
        );
        assert_eq!(inside.trim_matches(is_blank), inside);
        end = range.end;
    }
    for span in layout
        .citations
        .iter()
        .chain(layout.pictures.iter().map(|picture| &picture.span))
    {
        assert!(text.get(span.range()).is_some());
    }
    if let Some(stated) = layout.stated {
        assert!(text.get(stated.span.range()).is_some());
    }
}

/// Text made of what layout looks at.
fn newsy() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "\n",
        "\n\n",
        " ",
        "By ",
        "Ann Doe",
        ", Reuters",
        "OSLO",
        " (Reuters) - ",
        "Ships left.",
        "[1]",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "3 May 2011",
        "10.32am:",
        "Updated",
        "|",
        "“",
        "”",
        "# ",
        "> ",
        "- ",
        "---\n",
        "(Editing by ",
        "ANN: ",
        "é",
        "’",
        "…",
        "Photograph: ",
        "Leave a Reply",
        "References",
        "\u{feff}",
        "\u{2028}",
        "–",
        "staff",
        "```\n",
        "and",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())
}

#[test]
fn calls_to_readers_and_last_lines_are_furniture() {
    check(
        "The harbour reopened on Wednesday.\nShips left at noon.\nHave you been affected by the storm?\nRead the board's full statement here.\nThe ferries followed at two.\nRead the sign here, he said.\nThe crews went home.\nThe comma - friend, or the writer's worst enemy?",
        "Paragraph: The harbour reopened on Wednesday.
Paragraph: Ships left at noon.
Furniture: Have you been affected by the storm?
Furniture: Read the board's full statement here.
Paragraph: The ferries followed at two.
Paragraph: Read the sign here, he said.
Paragraph: The crews went home.
Furniture: The comma - friend, or the writer's worst enemy?",
    );
    check(
        "The harbour reopened on Wednesday.\nShips left at noon.\nThe ferries followed at two.\nThe crews went home.\nThe board met.\nWho will pay for the next storm of this kind?",
        "Paragraph: The harbour reopened on Wednesday.
Paragraph: Ships left at noon.
Paragraph: The ferries followed at two.
Paragraph: The crews went home.
Paragraph: The board met.
Paragraph: Who will pay for the next storm of this kind?",
    );
}

#[test]
fn a_late_dateline_and_a_signed_stamp() {
    check(
        "Ann Doe | 10:20 UK time, Monday, 3 May 2010\nThe harbour reopened.",
        "Publication: Ann Doe | 10:20 UK time, Monday, 3 May 2010\nParagraph: The harbour reopened.",
    );
    check(
        "The harbour is open again.\nThe storm is over.\nCrews are at work.\nShips wait at the pier.\nBergen, Norway (CNN) -- The harbour reopened on Wednesday.",
        "Paragraph: The harbour is open again.
Paragraph: The storm is over.
Paragraph: Crews are at work.
Paragraph: Ships wait at the pier.
Dateline: Bergen, Norway (CNN) --
Paragraph: The harbour reopened on Wednesday.",
    );
}

proptest! {
    #[test]
    fn any_text_has_a_layout(text in any::<String>()) {
        assert_in_order(&text, Format::Plain);
        assert_in_order(&text, Format::Markdown);
    }

    #[test]
    fn any_newsy_text_has_a_layout(text in newsy()) {
        assert_in_order(&text, Format::Plain);
        assert_in_order(&text, Format::Markdown);
    }
}
