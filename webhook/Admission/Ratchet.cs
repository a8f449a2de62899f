using System.Text.RegularExpressions;
using Onair.Api.Rules;

namespace Onair.Webhook.Admission;

/// <summary>
/// What an edit adds is refused; what is wrong already is told. Items of a list are not known by their index, which changes
/// when another item goes.
/// </summary>
internal static partial class Ratchet
{
    /// <param name="before">What is wrong with the stored object.</param>
    /// <param name="after">What is wrong with the edited one, judged in the same context.</param>
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

    /// <summary>What is told of a violation that stays, with what it means until it is mended.</summary>
    public static string Warning(Violation kept, string consequence) => Sentence.WithEnd($"{kept}", $"; {consequence} until it is mended");

    private static string Key(Violation violation) => Index().Replace($"{violation}", "[]");

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
