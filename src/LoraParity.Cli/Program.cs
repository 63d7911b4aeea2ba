using LoraParity.Cli;

using var interrupt = new InterruptSignal();
return await new CliApplication(CliHost.Process()).RunAsync(args, interrupt.Token);
