namespace Onair.Gateway.Player;

/// <summary>What a viewer without a video reads, in the language of the browser. Plain text.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Language">The language of the texts.</param>
/// <param name="Title">The heading.</param>
/// <param name="Text">What the viewer can do.</param>
internal sealed record Notice(int Status, string Language, string Title, string Text)
{
    /// <summary>The link has no valid token. It does not say whether there is such a video.</summary>
    public static Notice NoAccess(HttpRequest request) => IsRussian(request)
        ? new(StatusCodes.Status401Unauthorized, "ru", "Нужна ссылка", "Ссылка неполная или её срок истёк. Попросите новую у того, кто её прислал.")
        : new(StatusCodes.Status401Unauthorized, "en", "A link is needed", "This link is incomplete or has expired. Ask the person who sent it for a new one.");

    /// <summary>The link names a URL that must not be played, or has another defect.</summary>
    /// <param name="request">The request.</param>
    /// <param name="defect">Field, value and rule.</param>
    public static Notice BadUrl(HttpRequest request, string defect) => IsRussian(request)
        ? new(StatusCodes.Status400BadRequest, "ru", "Этот адрес показать нельзя", $"Покажите тому, кто прислал ссылку, что с ней не так: {defect}")
        : new(StatusCodes.Status400BadRequest, "en", "This address cannot be played", $"Show the person who sent the link what is wrong with it: {defect}");

    /// <summary>There is no such video.</summary>
    public static Notice NotFound(HttpRequest request) => IsRussian(request)
        ? new(StatusCodes.Status404NotFound, "ru", "Видео не найдено", "Проверьте адрес или спросите того, кто прислал ссылку.")
        : new(StatusCodes.Status404NotFound, "en", "No such video", "Check the address, or ask the person who sent the link.");

    // The first language that both know; English without one.
    private static bool IsRussian(HttpRequest request) =>
        request.Headers.AcceptLanguage.ToString().Split(',')
            .Select(l => l.Trim())
            .FirstOrDefault(l => l.StartsWith("ru", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            ?.StartsWith("ru", StringComparison.OrdinalIgnoreCase) == true;
}
