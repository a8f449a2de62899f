namespace Onair.Aws;

/// <summary>A classified failure.</summary>
/// <param name="Kind">What may be concluded.</param>
/// <param name="Code">The service's error code, null when no service responded.</param>
/// <param name="Message">The service's text, or the transport's. Safe to show: it holds no credentials.</param>
public readonly record struct AwsError(AwsErrorKind Kind, string? Code, string Message);
