//! Random versions, with somebody else at work in the folder between them.

use super::*;

/// A source of numbers that is the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

const PLACES: &[&str] = &[
    "a", "a/x", "a/y/z", "b", "b/c", "b/c/d", "e.html", "f/g/h", "f/i", "j/k",
];

/// What somebody does to a published folder between two versions; the name of it is for the story.
fn meddle(out: &Path, deed: usize, number: usize) -> &'static str {
    let mut folders: Vec<PathBuf> = tree::list(out)
        .unwrap()
        .iter()
        .filter(|found| found.kind == tree::Kind::Folder)
        .map(|found| out.join(&found.path))
        .chain([out.to_path_buf()])
        .collect();
    folders.sort();
    let folder = &folders[number % folders.len()];
    let own = folder.join(format!("own-{}", number % 3));
    match deed {
        0 => fs::write(&own, format!("mine {number}")).map(|()| "a file of others"),
        1 => {
            let saved = folder.join("saved");
            fs::write(&saved, format!("saved {number}")).unwrap();
            fs::rename(&saved, &own).map(|()| "a file of others saved by renaming")
        }
        2 => fs::remove_file(&own).map(|()| "a file of others removed"),
        3 => fs::create_dir(folder.join("empty")).map(|()| "an empty folder"),
        4 => fs::remove_dir(folder.join("empty")).map(|()| "an empty folder removed"),
        5 => {
            let place = out.join(PLACES[number % PLACES.len()]);
            fs::remove_file(place).map(|()| "a published file removed")
        }
        _ => Ok("nothing"),
    }
    .unwrap_or("nothing")
}

#[test]
fn whatever_happens_it_is_as_if_everything_were_looked_at() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut again, cold) = (Again::new(Portal::new()), Portal::new());
    let mut files: BTreeMap<&str, String> = BTreeMap::from([("e.html", String::new())]);
    let (mut story, mut swift) = (Vec::new(), 0);
    for step in 0..600 {
        for _ in 0..dice.roll(3) {
            let place = PLACES[dice.roll(PLACES.len())];
            let clashes = |other: &&str| {
                Path::new(other).starts_with(place) || Path::new(place).starts_with(other)
            };
            files.retain(|other, _| *other == place || !clashes(other));
            match dice.roll(4) {
                0 => drop(files.remove(place)),
                _ => drop(files.insert(place, format!("text {}", dice.roll(4)))),
            }
        }
        let (deed, number) = (dice.roll(14), dice.roll(1000));
        story.push(format!(
            "{step}: {}",
            meddle(&again.portal.out(), deed, number)
        ));
        meddle(&cold.out(), deed, number);
        let texts: Vec<(&str, &str)> = files.iter().map(|(a, b)| (*a, b.as_str())).collect();
        if dice.roll(2) == 0 {
            again.rest();
            let deed = dice.roll(14);
            let what = meddle(&again.portal.out(), deed, number);
            story.push(format!("{step}: {what} after a rest"));
            meddle(&cold.out(), deed, number);
        }
        if dice.roll(2) == 0 {
            again.publisher.look_ahead(&again.portal.out());
        }
        match dice.roll(20) {
            0 => drop(publish_to(&again.portal.out(), &texts, &Options::default())),
            1 => tree::remove(&again.portal.places().spare).unwrap(),
            2 => again.publisher = Publisher::default(),
            _ => {}
        }
        let before = again.portal.stamps_of_files();
        let spare = again.roots_or_none();
        tree::remove(&cold.places().spare).unwrap();
        let (warm, plain) = (again.attempt(&texts), cold.attempt(&texts));
        match (&warm, &plain) {
            (Ok(_), Ok(_)) => {}
            (Err(Failure::Foreign(warm)), Err(Failure::Foreign(plain))) => {
                assert_eq!(warm.len(), plain.len(), "{story:?}");
                for path in warm.iter().chain(plain) {
                    let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
                }
                continue;
            }
            _ => panic!("{warm:?} and {plain:?} after {story:?}"),
        }
        assert_eq!(again.portal.content(), cold.content(), "{story:?}");
        let manifest = |portal: &Portal| fs::read_to_string(portal.path(MANIFEST)).unwrap();
        assert_eq!(manifest(&again.portal), manifest(&cold), "{story:?}");
        let written = warm.unwrap().written;
        for (path, stamp) in again.portal.stamps_of_files() {
            if before.contains_key(&path) && !written.contains(&path) {
                assert_eq!(before[&path], stamp, "{path} after {story:?}");
            }
        }
        let now = again.roots_or_none();
        swift += usize::from(now.is_some() && now.map(|(a, b)| (b, a)) == spare);
    }
    assert!(swift > 100, "the spare was used {swift} times only");
}

impl Again {
    fn roots_or_none(&self) -> Option<(u64, u64)> {
        let inode = |path: &Path| fs::metadata(path).ok().map(|found| found.ino());
        let places = self.portal.places();
        Some((inode(&places.public)?, inode(&places.spare)?))
    }
}

impl Portal {
    /// Inode and time of every file but the manifest, by path.
    fn stamps_of_files(&self) -> BTreeMap<String, (u64, i64, i64)> {
        if !self.out().exists() {
            return BTreeMap::new();
        }
        let name = |path: &Path| {
            path.strip_prefix(self.out())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        };
        let files = self.stamps().into_iter().filter(|(path, _)| !path.is_dir());
        let named = files.map(|(path, stamp)| (name(&path), stamp));
        named.filter(|(path, _)| path != MANIFEST).collect()
    }
}
