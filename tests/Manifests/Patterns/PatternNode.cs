namespace Onair.Tests.Manifests.Patterns;

/// <summary>A part of a regular expression.</summary>
internal abstract record PatternNode
{
    private PatternNode()
    {
    }

    /// <summary>One of these characters.</summary>
    public sealed record Characters(string Alphabet) : PatternNode;

    /// <summary>One after the other.</summary>
    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>One of these.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    /// <summary>The same several times; without a maximum as often as one likes.</summary>
    public sealed record Repeat(PatternNode Part, int Minimum, int? Maximum) : PatternNode;
}
