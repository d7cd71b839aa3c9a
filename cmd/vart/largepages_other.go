//go:build !linux

package main

func largePages() {} // Go takes what the system gives
