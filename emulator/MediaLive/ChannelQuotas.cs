using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>The quotas on channels with HEVC or UHD outputs. See "Quotas in MediaLive" in the user guide.</summary>
internal static class ChannelQuotas
{
    private const int HdWidth = 1920;
    private const int HdHeight = 1080;

    /// <param name="settings">The channel that is created or updated.</param>
    /// <param name="others">All other channels.</param>
    /// <param name="quotas">The account's quotas.</param>
    public static void Check(JsonObject settings, IEnumerable<Channel> others, QuotaOptions quotas)
    {
        var rest = others.ToList();
        if (IsHevc(settings) && rest.Count(c => IsHevc(c.Settings)) >= quotas.HevcChannels)
            throw MediaLiveErrors.Quota("channels with HEVC outputs", quotas.HevcChannels);
        if (IsUhd(settings) && rest.Count(c => IsUhd(c.Settings)) >= quotas.UhdChannels)
            throw MediaLiveErrors.Quota("channels with UHD outputs", quotas.UhdChannels);
    }

    private static bool IsHevc(JsonObject settings) => Videos(settings).Any(v => v.At("codecSettings.h265Settings") is not null);

    private static bool IsUhd(JsonObject settings) => Videos(settings).Any(v => v.Number("width") > HdWidth || v.Number("height") > HdHeight);

    private static IEnumerable<JsonNode> Videos(JsonObject settings) => settings.Items("encoderSettings.videoDescriptions");
}
