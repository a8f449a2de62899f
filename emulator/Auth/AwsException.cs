namespace Onair.Emulator.Auth;

/// <summary>Ends a request with an error of the service's own code.</summary>
internal sealed class AwsException(int status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The service's error code, e.g. <c>NoSuchKey</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Further elements of an S3 error, e.g. <c>BucketName</c>.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers of the response.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
