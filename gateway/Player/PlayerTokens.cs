using Onair.Gateway.Tokens;

namespace Onair.Gateway.Player;

/// <summary>Tokens of links to the player; the subject is the path of what they show: <see cref="PlayerPath.Subject"/>.</summary>
internal sealed class PlayerTokens(PlayerSettings settings, TimeProvider time) : ViewerTokens(settings.TokenSecret, Audience, "path", time)
{
    public const string Audience = "onair-player";
}
