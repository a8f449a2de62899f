namespace Onair.Guard;

/// <summary>
/// The host's address is not allowed. <see cref="HttpClient"/> wraps it in an <see cref="HttpRequestException"/>: look at the inner exception.
/// </summary>
public sealed class AddressRefusedException : Exception
{
    /// <summary>Refuses without a reason.</summary>
    public AddressRefusedException()
    {
    }

    /// <summary>Refuses with a reason.</summary>
    /// <param name="message">Host, address and rule. Safe to show: it contains no credentials.</param>
    public AddressRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Refuses with a reason and what led to it.</summary>
    /// <param name="message">Host, address and rule.</param>
    /// <param name="innerException">What led to it.</param>
    public AddressRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
