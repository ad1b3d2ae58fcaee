//! Whatever a line does to a key: it is that key, or at most Esc, and never a letter of it.

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::tui::input::Input;

/// What terminals send for keys, and which keys those are.
const SENT: &[(&str, Code)] = &[
    ("\u{1b}[A", Code::Up),
    ("\u{1b}[B", Code::Down),
    ("\u{1b}[C", Code::Right),
    ("\u{1b}[D", Code::Left),
    ("\u{1b}OA", Code::Up),
    ("\u{1b}OB", Code::Down),
    ("\u{1b}OC", Code::Right),
    ("\u{1b}OD", Code::Left),
    ("\u{1b}[H", Code::Home),
    ("\u{1b}[F", Code::End),
    ("\u{1b}OH", Code::Home),
    ("\u{1b}OF", Code::End),
    ("\u{1b}[1~", Code::Home),
    ("\u{1b}[4~", Code::End),
    ("\u{1b}[3~", Code::Delete),
    ("\u{1b}[5~", Code::PageUp),
    ("\u{1b}[6~", Code::PageDown),
    ("\u{1b}[Z", Code::BackTab),
    ("\u{1b}OP", Code::F(1)),
    ("\u{1b}OQ", Code::F(2)),
    ("\u{1b}OR", Code::F(3)),
    ("\u{1b}OS", Code::F(4)),
    ("\u{1b}[11~", Code::F(1)),
    ("\u{1b}[12~", Code::F(2)),
    ("\u{1b}[[A", Code::F(1)),
    ("\u{1b}[[B", Code::F(2)),
    ("\u{1b}[15~", Code::F(5)),
    ("\u{1b}[24~", Code::F(12)),
];

/// What is heard of keys that come so many milliseconds after one another, when the loop looks after each.
fn heard(joiner: &mut Joiner, came: &[(u64, Key)]) -> Vec<Key> {
    let mut now = Instant::now();
    let mut all = Vec::new();
    for (gap, key) in came {
        if let Some(wait) = joiner.wait(now).filter(|wait| *wait <= Duration::from_millis(*gap)) {
            all.extend(joiner.due(now + wait));
        }
        now += Duration::from_millis(*gap);
        all.extend(joiner.take(Input::Key(*key), now));
    }
    while let Some(wait) = joiner.wait(now) {
        now += wait;
        all.extend(joiner.due(now));
    }
    all.into_iter().filter_map(|input| if let Input::Key(key) = input { Some(key) } else { None }).collect()
}

/// The bytes of a key behind its Esc arrive as characters, each so long after the one before.
fn apart(sent: &str, gaps: &[u64]) -> Vec<(u64, Key)> {
    let key = |c| if c == '\u{1b}' { Key::plain(Code::Esc) } else { Key::char(c) };
    sent.chars().enumerate().map(|(at, c)| (if at == 0 { 1_000 } else { gaps[at - 1] }, key(c))).collect()
}

proptest! {
    /// Several keys one after the other, each cut anywhere, with gaps below the hold.
    #[test]
    fn cut_apart_in_time_it_is_that_key(
        keys in vec((select(SENT), vec(0u64..150, 8)), 1..6),
        between in 0u64..400,
    ) {
        let mut joiner = Joiner::default();
        let mut came = Vec::new();
        for ((sent, _), gaps) in &keys {
            let mut cut = apart(sent, gaps);
            cut[0].0 = between;
            came.extend(cut);
        }
        let wanted: Vec<Key> = keys.iter().map(|((_, code), _)| Key::plain(*code)).collect();
        prop_assert_eq!(heard(&mut joiner, &came), wanted);
    }

    /// With any gaps it is that key or an Esc, and nothing else; an `O` that comes seconds later is somebody's text.
    #[test]
    fn cut_apart_by_any_gap_no_letter_of_it_is_heard(
        (sent, code) in select(SENT),
        gaps in vec(prop_oneof![0u64..150, 150u64..1_900], 8),
        long in 0u64..100_000,
    ) {
        let mut gaps = gaps;
        if sent.starts_with("\u{1b}[") {
            gaps[0] = gaps[0].max(long);
        }
        let all = heard(&mut Joiner::default(), &apart(sent, &gaps));
        let esc = Key::plain(Code::Esc);
        prop_assert!(all == [Key::plain(code)] || all == [esc], "{:?}", all);
    }

    /// People who strike keys hear each of them, in order, Esc too, however fast they are.
    #[test]
    fn keys_that_are_struck_are_heard(
        struck in vec((0u64..400, prop_oneof![
            Just(Key::plain(Code::Esc)), Just(Key::plain(Code::Down)), Just(Key::plain(Code::Enter)),
            select(&['j', 'q', 'x', 'Y', ':', 'e', ' ', 'B', '5'][..]).prop_map(Key::char),
        ]), 0..20),
    ) {
        let keys: Vec<Key> = struck.iter().map(|(_, key)| *key).collect();
        prop_assert_eq!(heard(&mut Joiner::default(), &struck), keys);
    }

    /// A paste whose first byte came apart is a paste, and nothing of it runs.
    #[test]
    fn a_paste_cut_apart_is_a_paste(text in "[ -~\n]{0,40}", gap in 0u64..1_000, ended in any::<bool>()) {
        let mut joiner = Joiner::default();
        let mut now = Instant::now();
        let mut all: Vec<Input> = joiner.take(Input::Key(Key::plain(Code::Esc)), now);
        now += Duration::from_millis(gap);
        all.extend(joiner.due(now));
        let end = if ended { PASTE_END } else { "" };
        for c in "[200~".chars().chain(text.chars()).chain(end.chars()) {
            let key = match c {
                '\n' => Key::plain(Code::Enter),
                '\u{1b}' => Key::plain(Code::Esc),
                c => Key::char(c),
            };
            all.extend(joiner.take(Input::Key(key), now));
        }
        all.extend(joiner.due(now + PASTE_REST));
        all.retain(|input| *input != Input::Key(Key::plain(Code::Esc)));
        prop_assert_eq!(all, [Input::Paste(text)]);
        prop_assert!(joiner.wait(now).is_none());
    }
}

#[test]
fn a_lone_esc_is_heard_after_a_moment_and_q_at_once() {
    let mut joiner = Joiner::default();
    let now = Instant::now();
    let esc = Input::Key(Key::plain(Code::Esc));
    assert_eq!(joiner.take(Input::Key(Key::char('q')), now), [Input::Key(Key::char('q'))]);
    assert_eq!(joiner.take(esc.clone(), now), []);
    assert_eq!(joiner.wait(now), Some(HOLD));
    assert_eq!(joiner.due(now + HOLD / 2), None);
    assert_eq!(joiner.due(now + HOLD), Some(esc.clone()));
    assert_eq!(joiner.wait(now + HOLD), None, "nothing is waited for any more");
    // another size is told at once, a paste brings the Esc before it
    assert_eq!(joiner.take(esc.clone(), now), []);
    assert_eq!(joiner.take(Input::Resize(80, 24), now), [Input::Resize(80, 24)]);
    assert_eq!(joiner.take(Input::Paste("x".into()), now), [esc, Input::Paste("x".into())]);
}

#[test]
fn words_that_begin_behind_esc_are_heard_whole() {
    let typed = |text: &str, after: u64| {
        let mut came = vec![(0, Key::plain(Code::Esc))];
        came.extend(text.chars().map(|c| (after, Key::char(c))));
        let all = heard(&mut Joiner::default(), &came);
        all.iter().filter_map(|key| key.typed()).collect::<String>()
    };
    for text in ["Owner", "[x] done", "[5 units]", "j[B"] {
        assert_eq!(typed(text, 300), text);
    }
    assert_eq!(typed("OS", 3_000), "OS");
}

#[test]
fn keys_held_with_another_are_known() {
    let key = |sent: &str| heard(&mut Joiner::default(), &apart(sent, &[20; 8]));
    assert_eq!(key("\u{1b}[1;5A"), [Key { code: Code::Up, ctrl: true, alt: false }]);
    assert_eq!(key("\u{1b}[1;3C"), [Key { code: Code::Right, ctrl: false, alt: true }]);
    assert_eq!(key("\u{1b}[I"), [], "what no key sends is nothing");
}
