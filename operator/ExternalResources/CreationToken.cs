using System.Globalization;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// The token that a resource was created with, where a service stores one in place of tags: <c>UID/NUMBER</c>, the uid of the custom resource
/// and the number of its creation.
/// </summary>
/// <param name="Owner">Whose it is by that.</param>
internal sealed record CreationToken(TokenOwner Owner)
{
    /// <summary>The token of a creation. It follows from the uid: one in the status could be another's.</summary>
    public static string Of(string uid, int number) => string.Create(CultureInfo.InvariantCulture, $"{uid}/{number}");

    /// <summary>Whose a resource is that shows this token.</summary>
    /// <param name="token">The token; null when the service does not return one.</param>
    /// <param name="isReturned">Whether the service is known to return tokens. One that does not proves nothing, and is believed.</param>
    /// <param name="uid">The uid of the custom resource whose status names it.</param>
    public static CreationToken Read(string? token, bool isReturned, string uid) => new(token switch
    {
        null => isReturned ? TokenOwner.Unknown : TokenOwner.Own,
        _ => token.StartsWith($"{uid}/", StringComparison.Ordinal) ? TokenOwner.Own : TokenOwner.Another,
    });
}

/// <summary>Whose a resource is by its token.</summary>
internal enum TokenOwner
{
    /// <summary>The custom resource's.</summary>
    Own,

    /// <summary>That of another custom resource, or of whoever else uses the service.</summary>
    Another,

    /// <summary>It has no token, though all have that Onair makes.</summary>
    Unknown,
}
