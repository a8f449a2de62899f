namespace Onair.Splitter;

/// <summary>The section cannot be made; the message says why, without secrets.</summary>
internal sealed class SplitException(string message) : Exception(message);
