using Onair.Connectors;

namespace Onair.ConnectorPod.Pages;

/// <summary>Decides whether a page can be shown, and says what is missing.</summary>
internal static class PageReadiness
{
    /// <summary>What is still missing; null when the page is ready.</summary>
    /// <param name="source">What is declared.</param>
    /// <param name="probe">What the page says; null when it has not answered.</param>
    /// <param name="isDrawn">Whether the picture is more than one color.</param>
    /// <param name="hasSound">Whether samples arrive, silent ones included.</param>
    public static string? Missing(PlannedSource source, PageProbe? probe, bool isDrawn, bool hasSound)
    {
        if (probe is not { Loaded: true }) return "the page is not loaded";
        if (!probe.Selector) return "no visible element matches the selector";
        if (!probe.Text) return "the text is not on the page";
        if (source.Playing && probe.Playing == 0) return "nothing plays";
        if (!isDrawn) return "the picture is of one color";
        return hasSound ? null : "no sound is captured";
    }
}
