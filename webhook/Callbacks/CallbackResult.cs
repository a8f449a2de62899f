namespace Onair.Webhook.Callbacks;

/// <summary>What became of a callback: the status that the service gets, and the word for the metric.</summary>
internal readonly record struct CallbackResult(int Status, string Word)
{
    public static CallbackResult Accepted { get; } = new(StatusCodes.Status200OK, "accepted");

    /// <summary>It was taken before.</summary>
    public static CallbackResult Duplicate { get; } = new(StatusCodes.Status200OK, "duplicate");

    /// <summary>It is about nothing that a VideoAsset has. The service need not send it again.</summary>
    public static CallbackResult UnknownAsset { get; } = new(StatusCodes.Status200OK, "unknown_asset");

    /// <summary>It is genuine, but not what the action map says.</summary>
    public static CallbackResult Unreadable { get; } = new(StatusCodes.Status400BadRequest, "unreadable");

    /// <summary>There is no such provider, or none that takes callbacks: nobody is told which.</summary>
    public static CallbackResult UnknownProvider { get; } = new(StatusCodes.Status404NotFound, "unknown_provider");

    /// <summary>There is nothing to verify it with.</summary>
    public static CallbackResult NoSecret { get; } = new(StatusCodes.Status401Unauthorized, "no_secret");

    /// <summary>Too many at once: the service is to send it again.</summary>
    public static CallbackResult Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "busy");

    /// <summary>The API server does not answer: the service is to send it again.</summary>
    public static CallbackResult Unavailable { get; } = new(StatusCodes.Status503ServiceUnavailable, "unavailable");

    /// <summary>A defect: the service is to send it again.</summary>
    public static CallbackResult Failed { get; } = new(StatusCodes.Status503ServiceUnavailable, "failed");

    /// <summary>The service did not wait for the answer.</summary>
    public static CallbackResult Aborted { get; } = new(StatusCodes.Status408RequestTimeout, "aborted");

    /// <summary>It is not from the service, or not fresh: <c>missing</c>, <c>malformed</c>, <c>mismatch</c>, <c>stale</c>.</summary>
    public static CallbackResult Unverified(string? reason) => new(StatusCodes.Status401Unauthorized, reason ?? "mismatch");

    /// <summary>The request itself is wrong: too long, too slow, cut off.</summary>
    public static CallbackResult Broken(int status) => new(status, status switch
    {
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status408RequestTimeout => "too_slow",
        _ => "broken",
    });
}
