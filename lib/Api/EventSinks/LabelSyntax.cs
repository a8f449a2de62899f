using System.Text.RegularExpressions;
using Onair.Primitives;

namespace Onair.Api.EventSinks;

/// <summary>Kubernetes' rules for labels: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set.</summary>
internal static partial class LabelSyntax
{
    private const int LongestName = 63;
    private const int LongestPrefix = 253;

    /// <summary>Returns the problem with a label key; null when it is valid.</summary>
    public static string? KeyProblem(string key)
    {
        var (prefix, name) = key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? (key[..slash], key[(slash + 1)..]) : (null, key);
        return prefix is not null && (prefix.Length > LongestPrefix || !Subdomain().IsMatch(prefix))
            ? $"must have a DNS name of at most {LongestPrefix} characters before the slash"
            : name.Length > LongestName || !Name().IsMatch(name) ? $"must be a label key: 1 to {LongestName} letters, digits, '-', '_' and '.', beginning and ending with a letter or digit"
            : null;
    }

    /// <summary>Returns the problem with a label value; null when it is valid.</summary>
    public static string? ValueProblem(string value) =>
        value.Length == 0 || (value.Length <= LongestName && Name().IsMatch(value))
            ? null
            : $"must be a label value: at most {LongestName} letters, digits, '-', '_' and '.', beginning and ending with a letter or digit";

    /// <summary>Shortens a text of any length for a message.</summary>
    public static string Short(string text) => Ellipsis.Cut(text, LongestName);

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();
}
