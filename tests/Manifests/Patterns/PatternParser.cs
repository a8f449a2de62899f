using System.Globalization;

namespace Onair.Tests.Manifests.Patterns;

/// <summary>
/// Reads the subset of regular expressions that the schemas use: literals, classes, groups, alternatives, repetitions, the
/// escapes <c>\s</c> and those of single characters, anchors at both ends. Anything else is an error, not a guess.
/// </summary>
internal sealed class PatternParser
{
    private const string Space = " \t\n\f\r";

    // Some characters beyond ASCII; all below U+10000, where .NET and Go count characters alike.
    private static readonly string Printable = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)) + "éß漢";

    private readonly string _pattern;
    private int _at = 1;

    private PatternParser(string pattern) => _pattern = pattern;

    /// <exception cref="NotSupportedException">The pattern uses something that is not read here.</exception>
    public static PatternNode Parse(string pattern)
    {
        if (!pattern.StartsWith('^') || !pattern.EndsWith('$')) throw new NotSupportedException($"The pattern {pattern} is not anchored.");
        var parser = new PatternParser(pattern);
        var node = parser.Choice();
        return parser._at == pattern.Length - 1 ? node : throw parser.Unknown();
    }

    private PatternNode Choice()
    {
        var options = new List<PatternNode> { Sequence() };
        while (Takes('|')) options.Add(Sequence());
        return options.Count == 1 ? options[0] : new PatternNode.Choice(options);
    }

    private PatternNode.Sequence Sequence()
    {
        var parts = new List<PatternNode>();
        while (_at < _pattern.Length - 1 && _pattern[_at] is not ('|' or ')')) parts.Add(Repeated(Atom()));
        return new(parts);
    }

    private PatternNode Atom()
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                if (Takes('?') && !Takes(':')) throw Unknown();
                var group = Choice();
                return Takes(')') ? group : throw Unknown();
            case '[': return new PatternNode.Characters(Class());
            case '.': return new PatternNode.Characters(Printable);
            case '\\': return new PatternNode.Characters(Escape());
            case '^' or '$' or '*' or '+' or '?' or '{': throw Unknown();
            default: return new PatternNode.Characters($"{c}");
        }
    }

    private PatternNode Repeated(PatternNode atom)
    {
        if (Takes('?')) return new PatternNode.Repeat(atom, 0, 1);
        if (Takes('*')) return new PatternNode.Repeat(atom, 0, null);
        if (Takes('+')) return new PatternNode.Repeat(atom, 1, null);
        if (!Takes('{')) return atom;
        var end = _pattern.IndexOf('}', _at);
        var bounds = _pattern[_at..end].Split(',');
        _at = end + 1;
        var minimum = int.Parse(bounds[0], CultureInfo.InvariantCulture);
        return new PatternNode.Repeat(
            atom, minimum, bounds.Length == 1 ? minimum : bounds[1].Length == 0 ? null : int.Parse(bounds[1], CultureInfo.InvariantCulture));
    }

    private string Class()
    {
        var (excludes, members) = (Takes('^'), "");
        while (!Takes(']'))
        {
            var from = _pattern[_at++];
            if (from == '\\') members += Escape();
            else if (_pattern[_at] == '-' && _pattern[_at + 1] != ']') members += Range(from, _pattern[(_at += 2) - 1]);
            else members += from;
        }

        return excludes ? string.Concat(Printable.Except(members)) : members;
    }

    private string Escape() => _pattern[_at++] switch
    {
        's' => Space,
        var letter when char.IsAsciiLetterOrDigit(letter) => throw Unknown(),
        var literal => $"{literal}",
    };

    private static string Range(char from, char to) => string.Concat(Enumerable.Range(from, to - from + 1).Select(c => (char)c));

    private bool Takes(char c)
    {
        if (_at >= _pattern.Length || _pattern[_at] != c) return false;
        _at++;
        return true;
    }

    private NotSupportedException Unknown() => new($"The pattern {_pattern} has something at {_at} that the generator does not know.");
}
