namespace Onair.Aws.ServiceModels;

/// <summary>A service model that cannot be used. The message names the field, its value and the rule.</summary>
public sealed class InvalidModelException : Exception
{
    /// <summary>An error without a message.</summary>
    public InvalidModelException()
    {
    }

    /// <summary>An error with its message.</summary>
    public InvalidModelException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its message and its cause.</summary>
    public InvalidModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
