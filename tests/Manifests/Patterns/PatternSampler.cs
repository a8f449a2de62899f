using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Onair.Tests.Manifests.Patterns;

/// <summary>Strings that match a pattern, or do not. Each is checked against the expression itself.</summary>
internal sealed class PatternSampler
{
    private const int Attempts = 200;
    private static readonly ConcurrentDictionary<string, PatternSampler> Known = new(StringComparer.Ordinal);

    private readonly PatternNode _root;
    private readonly Regex _regex;

    private PatternSampler(string pattern) => (_root, _regex) = (PatternParser.Parse(pattern), new Regex(pattern));

    public static PatternSampler Of(string pattern) => Known.GetOrAdd(pattern, p => new(p));

    /// <summary>A match with so many characters at least and at most.</summary>
    /// <exception cref="NotSupportedException">None is found.</exception>
    public string Match(Random random, int minimum, int maximum)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var text = Sample(random, out _);
            if (text.Length >= minimum && text.Length <= maximum && _regex.IsMatch(text)) return text;
        }

        return MatchOf(random, minimum) ?? throw new NotSupportedException($"No match of {_regex} with {minimum} to {maximum} characters is found.");
    }

    /// <summary>A match with exactly so many characters; null when there seems to be none.</summary>
    public string? MatchOf(Random random, int length)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var text = Grown(Sample(random, out var growth), growth, length, random);
            if (text.Length == length && _regex.IsMatch(text)) return text;
        }

        return null;
    }

    /// <summary>A string that does not match, with so many characters at least and at most.</summary>
    /// <exception cref="NotSupportedException">None is found.</exception>
    public string Mismatch(Random random, int minimum, int maximum)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var good = Sample(random, out _);
            var bad = random.Next(4) switch
            {
                0 => $" {good}",
                1 => $"{good} ",
                2 => good.Insert(random.Next(good.Length + 1), "%"),
                _ => $"?{good.ToUpperInvariant()}",
            };
            if (bad.Length >= minimum && bad.Length <= maximum && !_regex.IsMatch(bad)) return bad;
        }

        throw new NotSupportedException($"Everything seems to match {_regex}.");
    }

    public bool IsMatch(string text) => _regex.IsMatch(text);

    private string Sample(Random random, out (int At, string Alphabet)? growth)
    {
        var text = new StringBuilder();
        growth = null;
        Append(text, _root, random, ref growth);
        return text.ToString();
    }

    // Where a class may be repeated without end, any length can be had.
    private static string Grown(string text, (int At, string Alphabet)? growth, int length, Random random) =>
        growth is var (at, alphabet) && text.Length < length
            ? text.Insert(at, string.Concat(Enumerable.Range(0, length - text.Length).Select(_ => alphabet[random.Next(alphabet.Length)])))
            : text;

    private static void Append(StringBuilder text, PatternNode node, Random random, ref (int At, string Alphabet)? growth)
    {
        switch (node)
        {
            case PatternNode.Characters characters:
                text.Append(characters.Alphabet[random.Next(characters.Alphabet.Length)]);
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts) Append(text, part, random, ref growth);
                break;
            case PatternNode.Choice choice:
                Append(text, choice.Options[random.Next(choice.Options.Count)], random, ref growth);
                break;
            case PatternNode.Repeat repeat:
                var maximum = repeat.Maximum ?? repeat.Minimum + 3;
                for (var i = random.Next(repeat.Minimum, maximum + 1); i > 0; i--) Append(text, repeat.Part, random, ref growth);
                if (repeat is { Maximum: null, Part: PatternNode.Characters unit }) growth = (text.Length, unit.Alphabet);
                break;
        }
    }
}
