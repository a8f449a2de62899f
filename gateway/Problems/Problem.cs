namespace Onair.Gateway.Problems;

/// <summary>The body of every refusal: <c>application/problem+json</c> of RFC 9457.</summary>
internal sealed record Problem
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Always <c>about:blank</c>: the status says what kind of problem it is.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The phrase of the status.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong and what to do, in one or two sentences.</summary>
    public required string Detail { get; init; }

    /// <summary>The request as the gateway's log names it.</summary>
    public string? Instance { get; init; }

    /// <summary>The values that break rules; absent when no value does.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }
}
