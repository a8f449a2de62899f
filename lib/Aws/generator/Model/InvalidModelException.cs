namespace Onair.Aws.Generator.Model;

/// <summary>A model, pagination or operations file that cannot be turned into a client; the message names field, value and rule.</summary>
internal sealed class InvalidModelException : Exception
{
    public InvalidModelException()
    {
    }

    public InvalidModelException(string message)
        : base(message)
    {
    }

    public InvalidModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
