using System.Text.RegularExpressions;

namespace Onair.Api.Rules;

/// <summary>
/// Violations that an edit adds are refused; existing ones become warnings. List items are not matched by index, because it
/// changes when another item is removed.
/// </summary>
public static partial class Ratchet
{
    /// <summary>Splits the violations of an edited object.</summary>
    /// <param name="before">The violations of the stored object.</param>
    /// <param name="after">The violations of the edited object, judged in the same context.</param>
    public static (IReadOnlyList<Violation> Added, IReadOnlyList<Violation> Kept) Split(IEnumerable<Violation> before, IEnumerable<Violation> after)
    {
        var known = before.GroupBy(Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var (added, kept) = (new List<Violation>(), new List<Violation>());
        foreach (var violation in after)
        {
            var isKnown = known.GetValueOrDefault(Key(violation)) > 0;
            if (isKnown) known[Key(violation)]--;
            (isKnown ? kept : added).Add(violation);
        }
        return (added, kept);
    }

    /// <summary>The warning about an existing violation, with its consequence until it is fixed.</summary>
    public static string Warning(Violation kept, string consequence) => Sentence.WithEnd($"{kept}", $"; {consequence} until it is fixed");

    private static string Key(Violation violation) => Index().Replace($"{violation}", "[]");

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
