namespace Onair.Recordings.Index;

/// <summary>An object in the archive is not a recording that can be cut. The message says what is missing.</summary>
public sealed class InvalidRecordingException(string message) : Exception(message);
