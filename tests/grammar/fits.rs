//! What the grammar says of tokens in words: the rules (S calendar) and (S text).

/// Whether a token of a rule fits what is told of it.
pub fn fits(rule: &str, text: &str) -> bool {
    match rule {
        "DAY" => calendar(text),
        "INSTANT" => {
            let fraction = text.split_once('.').map_or("", |(_, rest)| rest);
            let digits = fraction.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(fraction.len());
            calendar(&text[..10]) && digits <= 9 && !text.starts_with("9999")
        }
        "TEXT" => text_of_lines(text),
        _ => true,
    }
}

fn calendar(date: &str) -> bool {
    let part = |at: usize, end: usize| date[at..end].parse::<u32>().unwrap();
    let (year, month, day) = (part(0, 4), part(5, 7), part(8, 10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    day <= length
}

fn text_of_lines(text: &str) -> bool {
    let lines: Vec<&str> = text.split('\n').skip(1).map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let (closing, lines) = lines.split_last().unwrap();
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let lines: Vec<(usize, &str)> = lines.iter().map(|line| (blanks(line), line.trim_matches([' ', '\t']))).collect();
    let mut lines = lines.into_iter().filter(|(_, line)| !line.is_empty());
    let mut first = None;
    let mut dedent = false;
    lines.all(|(indent, line)| {
        dedent |= indent < *first.get_or_insert(indent);
        indent >= blanks(closing) && !line.starts_with("\"\"\"") && !(dedent && line.ends_with("\"\"\""))
    })
}
