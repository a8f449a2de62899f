namespace Onair.Recordings.Index;

/// <summary>An object in the archive is no recording that can be cut; the message says what is missing.</summary>
public sealed class InvalidRecordingException(string message) : Exception(message);
