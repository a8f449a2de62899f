namespace Onair.Webhook.Admission;

/// <summary>Texts of bounded length: clients may cut warnings after 256 characters.</summary>
internal static class Sentence
{
    public const int MaxLength = 256;

    public static string Short(string text) => Cut(text, MaxLength);

    /// <summary>A sentence whose beginning is cut when it is too long, so that the end always remains.</summary>
    public static string WithEnd(string beginning, string end) => Cut(beginning, MaxLength - end.Length) + end;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
