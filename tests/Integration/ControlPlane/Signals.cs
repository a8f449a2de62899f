namespace Onair.Tests.Integration;

/// <summary>Linux's numbers of the signals the tests send.</summary>
public static class Signals
{
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;
}
