namespace Onair.Webhook.Callbacks;

/// <summary>The outcome of a callback: the status for the service and the label for the metric.</summary>
internal readonly record struct CallbackResult(int Status, string Label)
{
    public static CallbackResult Accepted { get; } = new(StatusCodes.Status200OK, "accepted");

    /// <summary>It was accepted before.</summary>
    public static CallbackResult Duplicate { get; } = new(StatusCodes.Status200OK, "duplicate");

    /// <summary>It concerns no VideoAsset. The service need not send it again.</summary>
    public static CallbackResult UnknownAsset { get; } = new(StatusCodes.Status200OK, "unknown_asset");

    /// <summary>It is verified, but does not match the action map.</summary>
    public static CallbackResult Unreadable { get; } = new(StatusCodes.Status400BadRequest, "unreadable");

    /// <summary>The provider does not exist or accepts no callbacks; the response does not say which.</summary>
    public static CallbackResult UnknownProvider { get; } = new(StatusCodes.Status404NotFound, "unknown_provider");

    /// <summary>No secret exists to verify it with.</summary>
    public static CallbackResult NoSecret { get; } = new(StatusCodes.Status401Unauthorized, "no_secret");

    /// <summary>Too many at once: the service should retry.</summary>
    public static CallbackResult Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "busy");

    /// <summary>The API server does not respond: the service should retry.</summary>
    public static CallbackResult Unavailable { get; } = new(StatusCodes.Status503ServiceUnavailable, "unavailable");

    /// <summary>An internal error: the service should retry.</summary>
    public static CallbackResult Failed { get; } = new(StatusCodes.Status503ServiceUnavailable, "failed");

    /// <summary>The service did not wait for the response.</summary>
    public static CallbackResult Aborted { get; } = new(StatusCodes.Status408RequestTimeout, "aborted");

    /// <summary>It is not from the service, or too old: <c>missing</c>, <c>malformed</c>, <c>mismatch</c>, <c>stale</c>.</summary>
    public static CallbackResult Unverified(string? reason) => new(StatusCodes.Status401Unauthorized, reason ?? "mismatch");

    /// <summary>The request itself is invalid: too long, too slow or cut off.</summary>
    public static CallbackResult Broken(int status) => new(status, status switch
    {
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status408RequestTimeout => "too_slow",
        _ => "broken",
    });
}
