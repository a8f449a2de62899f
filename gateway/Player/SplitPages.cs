using System.Globalization;
using Onair.Api.ArchiveSplits;

namespace Onair.Gateway.Player;

/// <summary>The sections of ArchiveSplits as viewers see them. Pure functions.</summary>
internal static class SplitPages
{
    /// <summary>The section that a link names by its position from 0; the first one without a name. Null when there is no such section.</summary>
    public static int? Position(ArchiveSplit split, string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < split.Spec.Sections.Count ? position : null;
    }

    /// <summary>A section.</summary>
    /// <param name="split">The split.</param>
    /// <param name="position">The position of the section, from 0.</param>
    /// <param name="url">Its signed URL; null while there is none. The status only says why: whoever may write it could name any file.</param>
    public static PageState Of(ArchiveSplit split, int position, string? url)
    {
        var name = StreamPages.TitleOf(split);
        var title = split.Spec.Sections[position].Title;
        var page = new PageState
        {
            Availability = Availability.Preparing,
            Title = title is null ? name : $"{name}: {title}",
            Section = position,
            Sections = split.Spec.Sections.Count > 1 ? [.. split.Spec.Sections.Select(s => new PageSection(s.Title))] : null,
        };
        if (split.Recorded.Sections.FirstOrDefault(s => s.Position == position)?.State == SplitSectionState.Failed) return page with { Availability = Availability.Failed };
        return Origins.Playable(url) is { } playable ? page with { Availability = Availability.Video, Url = playable, Format = MediaFormat.Mp4 } : page;
    }
}
