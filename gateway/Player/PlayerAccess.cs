namespace Onair.Gateway.Player;

/// <summary>Who may watch.</summary>
internal enum PlayerAccess
{
    /// <summary>Anyone with a link: it has a token for what it shows.</summary>
    Signed,

    /// <summary>Anyone who knows namespace and name.</summary>
    Public,
}
