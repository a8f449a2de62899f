namespace Onair.Emulator.Ivs.Playback;

/// <summary>
/// Which pages may play, by a token's <c>aws:access-control-allow-origin</c>: origins separated by commas, whose hosts may begin with <c>*</c>.
/// </summary>
/// <param name="Allowed">None for all.</param>
/// <param name="IsStrict">Requests without one of them are refused; else browsers alone keep to it.</param>
internal sealed record ViewerOrigins(IReadOnlyList<string> Allowed, bool IsStrict)
{
    private const string Any = "*";

    /// <summary>Every page.</summary>
    public static ViewerOrigins All { get; } = new([], false);

    public static ViewerOrigins Of(string? claim, bool isStrict) =>
        new([.. (claim ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(o => o != Any)], isStrict);

    /// <summary>The header <c>Access-Control-Allow-Origin</c> for a request's <c>Origin</c>; null when the request is refused.</summary>
    public string? Header(string? origin)
    {
        if (Allowed.Count == 0) return Any;
        if (!string.IsNullOrEmpty(origin) && Allowed.Any(a => Matches(a, origin))) return origin;
        return IsStrict ? null : Allowed[0];
    }

    private static bool Matches(string allowed, string origin)
    {
        var star = allowed.IndexOf(Any, StringComparison.Ordinal);
        return star < 0
            ? allowed.Equals(origin, StringComparison.OrdinalIgnoreCase)
            : origin.Length > allowed.Length - 1
              && origin.StartsWith(allowed[..star], StringComparison.OrdinalIgnoreCase)
              && origin.EndsWith(allowed[(star + 1)..], StringComparison.OrdinalIgnoreCase);
    }
}
