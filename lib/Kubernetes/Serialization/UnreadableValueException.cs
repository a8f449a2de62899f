using System.Text.Json;

namespace Onair.Kubernetes.Serialization;

/// <summary>A value in an object cannot be read. The message is the rule that it breaks, e.g. <c>must be one of Running, Stopped</c>.</summary>
public class UnreadableValueException : JsonException
{
    /// <summary>An error without a rule.</summary>
    public UnreadableValueException()
    {
    }

    /// <summary>An error with the rule.</summary>
    public UnreadableValueException(string message) : base(message)
    {
    }

    /// <summary>An error with the rule and its cause.</summary>
    public UnreadableValueException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>A word of an enumeration that this release does not know. A newer release may have written it.</summary>
public sealed class UnknownWordException : UnreadableValueException
{
    /// <summary>An error without a rule.</summary>
    public UnknownWordException()
    {
    }

    /// <summary>An error with the rule.</summary>
    public UnknownWordException(string message) : base(message)
    {
    }

    /// <summary>An error with the rule and its cause.</summary>
    public UnknownWordException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
