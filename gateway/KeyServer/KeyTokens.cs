using Onair.Gateway.Tokens;

namespace Onair.Gateway.KeyServer;

/// <summary>Viewers' tokens for the keys of a content; the subject is the content id.</summary>
internal sealed class KeyTokens(KeyServerSettings settings, TimeProvider time) : ViewerTokens(settings.TokenSecret, Audience, "content id", time)
{
    public const string Audience = "onair-keys";
}
