namespace Onair.Gateway.Routing;

/// <summary>What a handler returns.</summary>
/// <param name="Value">The body.</param>
internal sealed record Reply<T>(T Value)
{
    /// <summary>The status; null for the route's <see cref="ApiRoute.Status"/>.</summary>
    public int? Status { get; init; }

    /// <summary>The header Location: the path of what was created, without the prefix of the namespace, e.g. <c>/streams/ID</c>.</summary>
    public string? Location { get; init; }

    /// <summary>The header Location of a redirect: another server's URL, which may let in whoever has it.</summary>
    public Uri? Redirect { get; init; }
}

/// <summary>Creates replies.</summary>
internal static class Reply
{
    public static Reply<T> Of<T>(T value) => new(value);

    public static Reply<Nothing> Empty { get; } = new(default(Nothing));
}
