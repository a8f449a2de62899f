namespace Onair.Webhook.Admission;

/// <summary>Texts of a bounded length: clients may cut a warning beyond 256 characters.</summary>
internal static class Sentence
{
    public const int MaxLength = 256;

    public static string Short(string text) => Cut(text, MaxLength);

    /// <summary>A sentence of which the beginning gives way, so that the end is read in any case.</summary>
    public static string WithEnd(string beginning, string end) => Cut(beginning, MaxLength - end.Length) + end;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
