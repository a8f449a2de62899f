using Onair.Primitives;

namespace Onair.Webhook.Admission;

/// <summary>Texts of bounded length: clients may cut warnings after 256 characters.</summary>
internal static class Sentence
{
    public const int MaxLength = 256;

    public static string Short(string text) => Ellipsis.Cut(text, MaxLength);

    /// <summary>A sentence whose beginning is cut when it is too long, so that the end always remains.</summary>
    public static string WithEnd(string beginning, string end) => Ellipsis.Cut(beginning, MaxLength - end.Length) + end;
}
