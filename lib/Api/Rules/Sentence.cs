using Onair.Primitives;

namespace Onair.Api.Rules;

/// <summary>Texts of bounded length: clients may cut warnings after 256 characters.</summary>
public static class Sentence
{
    /// <summary>The length after which kubectl may cut a warning.</summary>
    public const int MaxLength = 256;

    /// <summary>The text, cut when it is too long.</summary>
    public static string Short(string text) => Ellipsis.Cut(text, MaxLength);

    /// <summary>A sentence whose beginning is cut when it is too long, so that the end always remains.</summary>
    public static string WithEnd(string beginning, string end) => Ellipsis.Cut(beginning, MaxLength - end.Length) + end;
}
