namespace Onair.VideoActions.Callbacks;

/// <summary>The signature in the headers of a callback.</summary>
/// <param name="Time">Unix seconds, as they were sent.</param>
/// <param name="Prefix">What is signed before the body.</param>
/// <param name="Signatures">The signatures.</param>
internal sealed record SignedHeaders(string Time, byte[] Prefix, IReadOnlyList<byte[]> Signatures)
{
    /// <summary>No service sends longer headers.</summary>
    public const int MaxLength = 4096;

    /// <summary>No rotation needs more signatures.</summary>
    public const int MaxSignatures = 10;

    /// <summary>The callback's id; null when the headers do not contain one.</summary>
    public string? Id { get; init; }

    /// <summary>Why there is no usable signature; null when there is one.</summary>
    public string? Fault { get; private init; }

    /// <summary>The signature is missing.</summary>
    public static SignedHeaders Missing { get; } = new("", [], []) { Fault = "missing" };

    /// <summary>The header is malformed.</summary>
    public static SignedHeaders Malformed { get; } = new("", [], []) { Fault = "malformed" };
}
