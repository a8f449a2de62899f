namespace Onair.Tests.Bench.Split;

/// <summary>One run of a program.</summary>
/// <param name="Seconds">Wall time from the start of its process to its end.</param>
/// <param name="Cpu">Processor time of it and its children, in seconds.</param>
/// <param name="Megabytes">The most memory of it and its children; 0 when it was not looked at.</param>
/// <param name="Ratio">Bytes read of those that the section has in the recording.</param>
/// <param name="Completing">Seconds that the store took afterwards to make one object of the parts.</param>
internal sealed record Run(double Seconds, double Cpu, double Megabytes = 0, double Ratio = 0, double Completing = 0);
