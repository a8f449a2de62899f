namespace Onair.Tests.E2E.Browser;

/// <summary>Measures of what a viewer sees.</summary>
internal static class Viewing
{
    /// <summary>
    /// Mean difference of brightness above which a picture has moved: a test picture with moving parts changes by more
    /// than 3 within seconds, the noise of re-encoding a still one stays below 0.5.
    /// </summary>
    public const double MovingPicture = 1;
}
