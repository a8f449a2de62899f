namespace Onair.VideoActions.Callbacks;

/// <summary>What the headers of a callback say of its signature.</summary>
/// <param name="Time">Unix seconds, as they were sent.</param>
/// <param name="Prefix">What is signed before the body.</param>
/// <param name="Signatures">The signatures.</param>
internal sealed record SignedHeaders(string Time, byte[] Prefix, IReadOnlyList<byte[]> Signatures)
{
    /// <summary>More than this is no header of a service.</summary>
    public const int MaxLength = 4096;

    /// <summary>More signatures than this are no rotation.</summary>
    public const int MaxSignatures = 10;

    /// <summary>The callback's id; null when headers do not tell it.</summary>
    public string? Id { get; init; }

    /// <summary>Why there is none; null when there is one.</summary>
    public string? Fault { get; private init; }

    /// <summary>There is no signature.</summary>
    public static SignedHeaders Missing { get; } = new("", [], []) { Fault = "missing" };

    /// <summary>There is something else.</summary>
    public static SignedHeaders Malformed { get; } = new("", [], []) { Fault = "malformed" };
}
