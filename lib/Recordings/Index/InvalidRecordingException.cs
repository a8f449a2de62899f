namespace Onair.Recordings.Index;

/// <summary>An object in the archive is not a recording that can be cut. The message says what is missing.</summary>
/// <param name="message">What is missing.</param>
/// <param name="isForeign">People see or hear something in it that Onair cannot read. False for an object with nothing in it, or a broken one.</param>
public sealed class InvalidRecordingException(string message, bool isForeign = false) : Exception(message)
{
    /// <summary>People see or hear something in it that Onair cannot read.</summary>
    public bool IsForeign => isForeign;
}
