namespace Onair.Webhook.LiveStreams;

/// <summary>What the key server of the gateway takes for a content id. Another key server may take more.</summary>
internal static class ResourceIdRule
{
    public static bool IsTaken(string id) =>
        id.Length is > 0 and <= 256 && id is not ("." or "..") && !id.Any(c => c is '/' or '\\' or '%' || char.IsControl(c));
}
