namespace Onair.Tests.Manifests.Values;

/// <summary>Which optional fields an object has: each by chance, and all on the way to one that is asked for.</summary>
/// <param name="Share">The share of the optional fields that are there, 0 to 1.</param>
/// <param name="Through">The schema path that must be there, e.g. <c>spec.schedule[].start</c>; null for none.</param>
internal sealed record Presence(double Share, string? Through = null)
{
    private static readonly double[] Shares = [0, 0.2, 0.5, 0.5, 0.8, 1];

    /// <summary>Sparse objects, full ones, and some between.</summary>
    public static Presence Any(Random random, string? through = null) => new(Shares[random.Next(Shares.Length)], through);

    /// <summary>Whether the way leads through this path.</summary>
    public bool Needs(string path) =>
        Through is not null && Through.StartsWith(path, StringComparison.Ordinal)
        && (Through.Length == path.Length || Through[path.Length] is '.' or '[' or '{');
}
