namespace Onair.Aws;

/// <summary>A call was not sent, because its service has not answered for a while. It had no effect, and may be repeated later.</summary>
/// <param name="message">Why, with the service's name.</param>
public sealed class NotSentException(string message) : Exception(message);
