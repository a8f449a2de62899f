using System.Globalization;
using System.Text;

namespace Onair.VideoActions.Paths;

/// <summary>Reads the steps of a JSONPath; <see cref="ConditionParser"/> reads its filters.</summary>
internal sealed class PathParser(string text)
{
    private const string Open = "Path ended with open indexer.";

    public int Position { get; set; }

    public char Next => Position < text.Length ? text[Position] : '\0';

    /// <summary>Reads all of the text.</summary>
    public JsonPath Whole()
    {
        // A lone surrogate, which no name in JSON has, is enumerated as this character.
        if (text.EnumerateRunes().Contains(Rune.ReplacementChar)) throw new FormatException("Path is not valid Unicode.");
        Blanks();
        if (text.AsSpan(Position).StartsWith("$") && (Position + 1 == text.Length || text[Position + 1] is '.' or '[')) Position++;
        var path = new JsonPath(Steps(first: Position == 0, inFilter: false));
        Blanks();
        return Position == text.Length ? path : throw Unexpected("path");
    }

    /// <summary>Reads steps until something follows that is no step.</summary>
    /// <param name="first">Whether a name may begin without a dot.</param>
    /// <param name="inFilter">Whether operators end the path.</param>
    public List<PathStep> Steps(bool first, bool inFilter)
    {
        var steps = new List<PathStep>();
        while (true)
        {
            var descends = Take("..");
            if (Next == '[') Bracket(steps, descends);
            else if (descends || Take(".") || (first && Position < text.Length)) steps.Add(Member(Name(inFilter), descends));
            else return steps;
            first = false;
        }
    }

    public void Blanks()
    {
        while (Next == ' ') Position++;
    }

    public bool Take(string word)
    {
        if (string.CompareOrdinal(text, Position, word, 0, word.Length) != 0) return false;
        Position += word.Length;
        return true;
    }

    /// <summary>Reads a text in quotes.</summary>
    public string Quoted()
    {
        var (quote, read) = (text[Position++], new StringBuilder());
        while (Position < text.Length)
        {
            var c = text[Position++];
            if (c == quote) return read.ToString();
            read.Append(c == '\\' ? Escaped() : c);
        }

        throw new FormatException("Path ended with an open string.");
    }

    /// <summary>Reads until a character that is not escaped by a backslash, and past it.</summary>
    public string Until(char end)
    {
        for (var start = Position; Position < text.Length; Position++)
        {
            if (text[Position] == '\\') Position++;
            else if (text[Position] == end) return text[start..Position++];
        }

        throw new FormatException("Path ended with an open regular expression.");
    }

    public FormatException Unexpected(string part) =>
        new(Position < text.Length ? $"Unexpected character while parsing {part}: {Next}" : $"Unexpected end while parsing {part}.");

    private static PathStep Member(string name, bool descends) => (name, descends) switch
    {
        ("*", false) => new AllMembersStep(),
        ("*", true) => new DescendantsStep(),
        (_, false) => new MemberStep([name]),
        _ => new DescendantMemberStep([name]),
    };

    private string Name(bool inFilter)
    {
        var start = Position;
        while (Position < text.Length && !"[]().".Contains(Next) && Next != ' ' && !(inFilter && "=<>!|&".Contains(Next))) Position++;
        return Position > start ? text[start..Position] : throw Unexpected("path");
    }

    private void Bracket(List<PathStep> steps, bool descends)
    {
        Position++;
        Blanks();
        if (Next is '\'' or '"') steps.Add(Names(descends));
        else
        {
            var filters = Take("?");
            if (descends) steps.Add(new DescendantsStep());
            steps.Add(filters ? new FilterStep(new ConditionParser(this).Condition(), Self: descends) : Take("*") ? new AllItemsStep() : Indexes());
        }

        Blanks();
        if (!Take("]")) throw Position == text.Length ? new FormatException(Open) : Unexpected("path indexer");
    }

    private PathStep Names(bool descends)
    {
        var names = new List<string>();
        do
        {
            Blanks();
            names.Add(Next is '\'' or '"' ? Quoted() : throw Unexpected("path indexer"));
            Blanks();
        }
        while (Take(","));
        return descends ? new DescendantMemberStep(names) : new MemberStep(names);
    }

    private PathStep Indexes()
    {
        var first = Number();
        if (Next == ':') return Slice(first);
        var indexes = new List<int> { first ?? throw (Position == text.Length ? new FormatException(Open) : Unexpected("path indexer")) };
        while (Take(",")) indexes.Add(Number() ?? throw Unexpected("path indexer"));
        return new IndexStep(indexes);
    }

    private SliceStep Slice(int? start)
    {
        Position++;
        var end = Number();
        var step = Take(":") ? Number() ?? 1 : 1;
        return step == 0 ? throw new FormatException("The step of a slice must not be 0.") : new(start, end, step);
    }

    private int? Number()
    {
        Blanks();
        var start = Position;
        while (Next is '-' or (>= '0' and <= '9')) Position++;
        if (Position == start) return null;
        var number = text[start..Position];
        Blanks();
        return int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? index : throw new FormatException($"{number} is not an index.");
    }

    private char Escaped() => Position == text.Length ? throw new FormatException("Path ended with an open string.") : text[Position++] switch
    {
        'b' => '\b',
        't' => '\t',
        'n' => '\n',
        'f' => '\f',
        'r' => '\r',
        var same and ('\\' or '\'' or '"' or '/') => same,
        var other => throw new FormatException($"Unknown escape character: \\{other}"),
    };
}
