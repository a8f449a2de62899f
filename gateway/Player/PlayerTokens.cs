using Onair.Gateway.Tokens;

namespace Onair.Gateway.Player;

/// <summary>Tokens of links to the player; the subject is the path of what they show: <see cref="PlayerPath.Subject"/>.</summary>
/// <param name="settings">Have the secret.</param>
/// <param name="time">The clock.</param>
/// <param name="grace">How long after its expiry a token is still accepted.</param>
internal sealed class PlayerTokens(PlayerSettings settings, TimeProvider time, TimeSpan grace = default)
    : ViewerTokens(settings.TokenSecret, Audience, "path", time, grace)
{
    public const string Audience = "onair-player";
}
