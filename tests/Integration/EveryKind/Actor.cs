namespace Onair.Tests.Integration.EveryKind;

/// <summary>An object in a forgery.</summary>
/// <param name="Role">Whose it is.</param>
/// <param name="Name">Its name. No other text contains it by chance.</param>
/// <param name="Provider">The MediaProvider that its spec names.</param>
/// <param name="Share">A name for what all objects of the same role share.</param>
internal sealed record Actor(Role Role, string Name, string Provider, string Share);

/// <summary>Whose an object is.</summary>
internal enum Role
{
    /// <summary>Somebody's whose resources must not be touched.</summary>
    Victim,

    /// <summary>Nobody's: what its status and a victim's have in common is no name of the victim's.</summary>
    Control,

    /// <summary>That of whoever forges.</summary>
    Thief,
}
